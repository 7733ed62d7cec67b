package org.meterflow;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.ClassPath;
import org.springframework.util.ClassUtils;

@AnalyzeClasses(packages = "org.meterflow", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

    @ArchTest
    static final ArchRule only_the_package_of_the_engine_talks_to_the_engine = noClasses()
            .that()
            .resideOutsideOfPackage("org.meterflow.process.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    /** Its known weaknesses (CVE-2026-109432, CVE-2026-77226) lie there, and no free release mends them. */
    @ArchTest
    static final ArchRule nobody_uses_the_engine_s_rest_api_web_applications_or_filters = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.camunda.bpm.engine.rest..",
                    "org.camunda.bpm.engine.filter..",
                    "org.camunda.bpm.webapp..",
                    "org.camunda.bpm.admin..",
                    "org.camunda.bpm.cockpit..",
                    "org.camunda.bpm.tasklist..",
                    "org.camunda.bpm.welcome..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.camunda.bpm.engine.FilterService");

    @ArchTest
    static final ArchRule no_query_of_the_engine_is_made_of_expressions_or_alternatives = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo("org.camunda.bpm.engine.query.Query")))
                    .and(target(nameMatching(".*Expression|or|endOr"))));

    @Test
    void the_engine_s_rest_api_and_web_applications_are_not_on_the_class_path() {
        assertThat(ClassPath.ofThisRun().split(File.pathSeparator))
                .anyMatch(entry -> entry.contains("camunda-engine-"))
                .noneMatch(entry -> entry.matches(".*camunda[^/]*-(engine-rest|rest|webapp|webapps)[^/]*[.]jar"));
        assertThat(ClassUtils.isPresent("org.camunda.bpm.engine.rest.ProcessEngineRestService", null))
                .isFalse();
    }

    @ArchTest
    static final ArchRule processes_and_their_desk_know_no_camel = noClasses()
            .that()
            .resideInAnyPackage("org.meterflow.process..", "org.meterflow.desk..", "org.meterflow.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    /** A party was told "null" once: what a call returns may be missing. A failure has {@code Reason}. */
    @Test
    void nobody_is_told_null() throws IOException {
        Path sources = Path.of("src/main/java/org/meterflow");
        List<String> careless = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String module = sources.relativize(file).getName(0).toString();
                if (!Set.of("gbcs", "simulator").contains(module)
                        && Files.readString(file).matches("(?s).*String\\.valueOf\\(\\w*(\\.?\\w+\\(\\))+\\).*")) {
                    careless.add(file.toString());
                }
            }
        }
        assertThat(careless)
                .as("tell apart what may be null; Reason.of for a failure, Long.toString for a number")
                .isEmpty();
    }
}
