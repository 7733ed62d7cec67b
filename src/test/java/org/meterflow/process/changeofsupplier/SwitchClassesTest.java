package org.meterflow.process.changeofsupplier;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class SwitchClassesTest {

    @Test
    void no_class_of_a_switch_needs_one_that_needs_it() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new EachClass())
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(ChangeOfSupplier.class));
    }

    private static final class EachClass implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String file = type.getName().replaceAll("\\$.*", "");
            return type.getPackageName().equals(ChangeOfSupplier.class.getPackageName())
                    ? SliceIdentifier.of(file)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each class of the change of supplier";
        }
    }
}
