/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may use which: the rules of ARCHITECTURE.md, in the order of its table. */
@AnalyzeClasses(packages = "io.crosscurrent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] OTHERS_THAN_CORE = {
        "io.crosscurrent.mysql..",
        "io.crosscurrent.connect..",
        "io.crosscurrent.flink..",
        "io.crosscurrent.engines..",
        "io.crosscurrent.server..",
        "io.crosscurrent.cli..",
        "io.crosscurrent.app.."
    };

    @ArchTest
    static final ArchRule coreNeedsNoServerAndNoKafka = noClasses()
            .that()
            .resideInAPackage("io.crosscurrent.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(OTHERS_THAN_CORE, "org.apache.kafka..", "org.apache.flink..", "java.net.."));

    @ArchTest
    static final ArchRule noDatabaseModuleKnowsKafka = noClasses()
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
                    "io.crosscurrent.app..");

    @ArchTest
    static final ArchRule theConnectPluginKnowsNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.crosscurrent.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.crosscurrent.mysql..",
                    "io.crosscurrent.engines..",
                    "io.crosscurrent.server..",
                    "io.crosscurrent.app..");

    @ArchTest
    static final ArchRule theFlinkPluginKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage("io.crosscurrent.flink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.crosscurrent.mysql..",
                    "io.crosscurrent.connect..",
                    "io.crosscurrent.engines..",
                    "io.crosscurrent.server..",
                    "io.crosscurrent.app..");

    @ArchTest
    static final ArchRule noEngineKnowsTheProduct = noClasses()
            .that()
            .resideInAPackage("io.crosscurrent.engines..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.crosscurrent.core..",
                    "io.crosscurrent.mysql..",
                    "io.crosscurrent.connect..",
                    "io.crosscurrent.flink..",
                    "io.crosscurrent.server..",
                    "io.crosscurrent.cli..",
                    "io.crosscurrent.app..");

    @ArchTest
    static final ArchRule theControlPlaneNamesNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.crosscurrent.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.crosscurrent.mysql..",
                    "io.crosscurrent.connect..",
                    "io.crosscurrent.flink..",
                    "io.crosscurrent.cli..",
                    "io.crosscurrent.app..");

    @ArchTest
    static final ArchRule theCommandLineIsAClient = noClasses()
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
                    "io.crosscurrent.app..");

    private static String[] with(String[] packages, String... more) {
        String[] all = java.util.Arrays.copyOf(packages, packages.length + more.length);
        System.arraycopy(more, 0, all, packages.length, more.length);
        return all;
    }
}
