package dev.tributary;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The map in ARCHITECTURE.md, as rules. Change the two together. */
@AnalyzeClasses(packages = "dev.tributary", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.tributary.";

    /** Who may know whom. Reading down the list, a module knows only modules above it. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("platform", Set.of()),
            Map.entry("connector", Set.of("platform")),
            Map.entry("identity", Set.of("platform")),
            Map.entry("store", Set.of("platform", "connector", "identity")),
            Map.entry("compliance", Set.of("platform", "identity", "store")),
            Map.entry("contact", Set.of("platform", "connector", "identity", "store")),
            Map.entry("media", Set.of("platform", "connector", "identity", "store")),
            Map.entry(
                    "conversation",
                    Set.of("platform", "connector", "identity", "store", "contact", "compliance", "media")),
            Map.entry("routing", Set.of("platform", "connector", "identity", "store", "contact", "conversation")),
            Map.entry(
                    "conversion",
                    Set.of("platform", "connector", "identity", "store", "contact", "compliance", "conversation")),
            Map.entry(
                    "automation",
                    Set.of(
                            "platform",
                            "identity",
                            "store",
                            "contact",
                            "compliance",
                            "conversation",
                            "routing",
                            "conversion")),
            Map.entry("ingest", Set.of("platform", "connector", "store", "contact", "conversation")),
            Map.entry("delivery", Set.of("platform", "connector", "store", "media", "conversation")),
            Map.entry(
                    "realtime",
                    Set.of("platform", "identity", "store", "contact", "conversation", "routing", "conversion")),
            Map.entry("reporting", Set.of("platform", "identity", "store")),
            Map.entry("simulator", Set.of("platform")),
            Map.entry("", Set.of("platform")));

    @ArchTest
    static void modulesUseOnlyWhatTheMapAllows(JavaClasses code) {
        var violations = code.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(it -> !allowed(module(it.getOriginClass()), module(it.getTargetClass())))
                .map(it -> it.getDescription())
                .collect(toCollection(TreeSet::new));
        assertThat(violations).isEmpty();
    }

    @ArchTest
    static void entitiesStayInTheirModule(JavaClasses code) {
        var leaks = code.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().isAnnotatedWith(Entity.class))
                .filter(it -> !module(it.getOriginClass()).equals(module(it.getTargetClass())))
                .map(it -> it.getDescription())
                .collect(toCollection(TreeSet::new));
        assertThat(leaks).isEmpty();
    }

    @ArchTest
    static void everyEndpointChecksAccess(JavaClasses code) {
        var open = code.stream()
                .flatMap(it -> it.getMethods().stream())
                .filter(it -> it.isMetaAnnotatedWith(HttpMethod.class))
                .filter(it -> !it.isAnnotatedWith(PermitAll.class))
                .filter(it -> it.getMethodCallsFromSelf().stream()
                        .noneMatch(call -> call.getTargetOwner().getSimpleName().endsWith("Access")))
                .map(it -> it.getFullName())
                .collect(toCollection(TreeSet::new));
        assertThat(open).isEmpty();
    }

    @ArchTest
    static final ArchRule schedulesRestWhileTheServerStartsAndStops = methods()
            .that()
            .areAnnotatedWith(Scheduled.class)
            .should()
            .beAnnotatedWith(describe(
                    "@Scheduled(skipExecutionIf = WhileNotServing.class)",
                    it -> it.getRawType().isEquivalentTo(Scheduled.class)
                            && it.as(Scheduled.class).skipExecutionIf() == WhileNotServing.class));

    @ArchTest
    static final ArchRule modulesFormNoCycle =
            slices().matching("dev.tributary.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyUsesAModulesWebPackage = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.tributary..web.."));

    @ArchTest
    static final ArchRule platformsStayBehindTheConnectorInterface = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tributary.connector.*..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.tributary.connector.*.."));

    @ArchTest
    static final ArchRule httpStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "dev.tributary.connector.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..");

    @ArchTest
    static final ArchRule resourcesDoNotOpenTransactions = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("..web..")
            .should()
            .notBeAnnotatedWith(Transactional.class);

    @ArchTest
    static final ArchRule dependenciesComeThroughTheConstructor =
            fields().should().notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tributary.platform.time")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses code) {
        var unmarked = code.stream()
                .map(JavaClass::getPackage)
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    private static boolean allowed(String from, String to) {
        return from.equals(to) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
    }

    private static String module(JavaClass type) {
        if (type.getPackageName().length() < ROOT.length()) {
            return ""; // main, which starts everything
        }
        var path = type.getPackageName().substring(ROOT.length());
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    }
}
