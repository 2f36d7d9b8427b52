/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which module may use which: the rules of ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.crosscurrent");
    private static final String[] OTHERS_THAN_CORE = {
        "io.crosscurrent.mysql..",
        "io.crosscurrent.connect..",
        "io.crosscurrent.flink..",
        "io.crosscurrent.engines..",
        "io.crosscurrent.server..",
        "io.crosscurrent.cli..",
        "io.crosscurrent.app.."
    };

    @Test
    void coreNeedsNoServerAndNoKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(OTHERS_THAN_CORE, "org.apache.kafka..", "org.apache.flink..", "java.net.."))
                .check(PRODUCT);
    }

    @Test
    void noDatabaseModuleKnowsKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.mysql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.apache.flink..",
                        "io.crosscurrent.connect..",
                        "io.crosscurrent.engines..",
                        "io.crosscurrent.server..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void theConnectPluginKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.connect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.crosscurrent.mysql..",
                        "io.crosscurrent.engines..",
                        "io.crosscurrent.server..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void theFlinkPluginKnowsOnlyCore() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.crosscurrent.mysql..",
                        "io.crosscurrent.connect..",
                        "io.crosscurrent.engines..",
                        "io.crosscurrent.server..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void noEngineKnowsWhatItCarries() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.engines..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.crosscurrent.core.table..",
                        "io.crosscurrent.core.row..",
                        "io.crosscurrent.core.mapping..",
                        "io.crosscurrent.core.encoding..",
                        "io.crosscurrent.core.source..",
                        "io.crosscurrent.core.registry..",
                        "io.crosscurrent.mysql..",
                        "io.crosscurrent.connect..",
                        "io.crosscurrent.flink..",
                        "io.crosscurrent.server..",
                        "io.crosscurrent.cli..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void theControlPlaneNamesNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.crosscurrent.mysql..",
                        "io.crosscurrent.connect..",
                        "io.crosscurrent.flink..",
                        "io.crosscurrent.cli..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void theCommandLineIsAClient() {
        noClasses()
                .that()
                .resideInAPackage("io.crosscurrent.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.crosscurrent.server..",
                        "io.crosscurrent.engines..",
                        "io.crosscurrent.mysql..",
                        "io.crosscurrent.connect..",
                        "io.crosscurrent.flink..",
                        "io.crosscurrent.app..")
                .check(PRODUCT);
    }

    @Test
    void whatAuthenticatesComparesInConstantTime() {
        for (String type : List.of(
                "io.crosscurrent.server.aws.SignatureVerifier",
                "io.crosscurrent.server.monitoring.MonitoringPages",
                "io.crosscurrent.server.studio.page.Cookies",
                "io.crosscurrent.server.studio.page.Guard",
                "io.crosscurrent.server.studio.dashboard.Dashboards")) {
            classes().that().haveFullyQualifiedName(type).should(callIsEqual()).check(PRODUCT);
        }
    }

    private static ArchCondition<JavaClass> callIsEqual() {
        return new ArchCondition<>("compare with MessageDigest.isEqual") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean calls = type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals("isEqual")
                                && call.getTargetOwner().getFullName().equals("java.security.MessageDigest"));
                if (!calls) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
                }
            }
        };
    }

    private static String[] with(String[] packages, String... more) {
        String[] all = Arrays.copyOf(packages, packages.length + more.length);
        System.arraycopy(more, 0, all, packages.length, more.length);
        return all;
    }
}
