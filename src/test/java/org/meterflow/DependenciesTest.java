package org.meterflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.meterflow", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

    @ArchTest
    static final ArchRule only_the_package_of_the_engine_talks_to_the_engine = noClasses()
            .that()
            .resideOutsideOfPackage("org.meterflow.process.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule processes_and_their_desk_know_no_camel = noClasses()
            .that()
            .resideInAnyPackage("org.meterflow.process..", "org.meterflow.desk..", "org.meterflow.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");
}
