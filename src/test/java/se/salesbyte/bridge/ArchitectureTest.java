package se.salesbyte.bridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. */
@AnalyzeClasses(packages = ArchitectureTest.OURS, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String OURS = "se.salesbyte.bridge";

    /** Each package below ours, and those of ours that it may use; only the top may use the top. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // plain facts and rules that stand alone
            Map.entry("config", Set.of()),
            Map.entry("console.page", Set.of()),
            Map.entry("mapping", Set.of()),
            Map.entry("payload", Set.of()),
            Map.entry("salesbyte", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("trace", Set.of()),
            Map.entry("verification", Set.of()),
            // what stands on them
            Map.entry("salesbyte.sandbox", Set.of("salesbyte")),
            Map.entry("source", Set.of("payload", "verification")),
            Map.entry("intake", Set.of("payload", "source", "store", "trace", "verification")),
            Map.entry("delivery", Set.of("salesbyte", "source", "store", "trace")),
            Map.entry("metrics", Set.of("store")),
            Map.entry("alarm", Set.of("delivery", "notification", "store")),
            Map.entry("notification", Set.of("delivery", "salesbyte", "source", "store", "verification")),
            Map.entry("preview", Set.of("mapping", "payload", "salesbyte", "source", "verification")),
            Map.entry("authoring", Set.of("mapping", "payload", "salesbyte", "source", "verification")),
            Map.entry(
                    "console",
                    Set.of(
                            "delivery",
                            "mapping",
                            "payload",
                            "preview",
                            "reload",
                            "salesbyte",
                            "source",
                            "store",
                            "verification")),
            Map.entry("reload", Set.of("camel", "mapping", "payload", "preview", "salesbyte", "source")),
            // where Camel meets the rest, and people the whole
            Map.entry(
                    "camel",
                    Set.of(
                            "delivery",
                            "mapping",
                            "notification",
                            "payload",
                            "preview",
                            "salesbyte",
                            "source",
                            "store",
                            "trace")),
            Map.entry("kamelet", Set.of("camel", "delivery", "notification", "payload", "salesbyte", "source")),
            Map.entry(
                    "cli",
                    Set.of(
                            "authoring",
                            "camel",
                            "config",
                            "mapping",
                            "payload",
                            "preview",
                            "salesbyte",
                            "source",
                            "verification")));

    @ArchTest
    static final ArchRule camelTypesStayInCamelAndTheTop = noClasses()
            .that()
            .resideOutsideOfPackages(OURS, OURS + ".camel", OURS + ".kamelet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyConfigReadsTheEnvironment =
            noClasses().that().resideOutsideOfPackage(OURS + ".config").should().callMethodWhere(readsEnvironment());

    @ArchTest
    static final ArchRule timeComesFromAClockThatIsGiven = noClasses().should().accessTargetWhere(readsSystemTime());

    /** And what runs in another Camel, where our top is not. */
    @ArchTest
    static final ArchRule onlyTheTopChoosesTheClock = noClasses()
            .that()
            .resideOutsideOfPackages(OURS, OURS + ".kamelet")
            .should()
            .callMethodWhere(makesSystemClock());

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(OURS + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static void packagesUseOnlyWhatTheyMayKnow(JavaClasses classes) {
        assertThat(MAY_USE).allSatisfy((name, others) -> {
            String[] known = Stream.concat(Stream.of(name), others.stream())
                    .map(ArchitectureTest::full)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(full(name))
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage(OURS + "..").or(resideInAnyPackage(known)))
                    .check(classes);
        });
    }

    @ArchTest
    static void everyPackageHasItsPlaceInTheTable(JavaClasses classes) {
        Set<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(OURS))
                .collect(toSet());

        assertThat(packages)
                .isEqualTo(MAY_USE.keySet().stream().map(ArchitectureTest::full).collect(toSet()));
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<JavaPackage> packages = classes.stream().map(JavaClass::getPackage).collect(toSet());

        assertThat(packages).allSatisfy(one -> assertThat(one.isAnnotatedWith(NullMarked.class))
                .as(one.getName())
                .isTrue());
    }

    private static String full(String name) {
        return OURS + "." + name;
    }

    private static DescribedPredicate<JavaAccess<?>> readsEnvironment() {
        return target("reads the environment", System.class, "getenv");
    }

    /** {@code System.nanoTime()} only measures and stays allowed. */
    private static DescribedPredicate<JavaAccess<?>> readsSystemTime() {
        DescribedPredicate<JavaAccess<?>> now = describe(
                "asks java.time for now without a clock",
                access -> access.getName().equals("now")
                        && resideInAPackage("java.time..").test(access.getTargetOwner())
                        && access.getTarget() instanceof CodeUnitCallTarget call
                        && call.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
        DescribedPredicate<JavaAccess<?>> date = describe(
                "makes a java.util.Date",
                access -> access.getTargetOwner().isEquivalentTo(Date.class)
                        && access.getName().equals("<init>"));
        return target("reads the system's time", System.class, "currentTimeMillis")
                .or(now)
                .or(date);
    }

    private static DescribedPredicate<JavaAccess<?>> makesSystemClock() {
        return describe(
                "makes a system clock",
                access -> access.getTargetOwner().isEquivalentTo(Clock.class)
                        && !access.getName().equals("<init>")
                        && (access.getName().startsWith("system")
                                || access.getName().startsWith("tick")));
    }

    private static DescribedPredicate<JavaAccess<?>> target(String does, Class<?> owner, String method) {
        return describe(
                does,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getName().equals(method));
    }
}
