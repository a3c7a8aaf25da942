package decodefab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of this module may import which. */
class GeneratorArchitectureTest {
  private static final List<String> DESIGN = List.of("diag", "design", "dsl");

  /**
   * What each package may import of this project, itself aside; in an order in which nothing
   * imports what comes later. Only the command line sees everything.
   */
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    allow("format", "diag", "design");
    allow("model", "diag", "format");
    allow("reference", "diag", "model");
    allow("graph", "design", "format", "model");
    allow("calibrate", "diag", "format", "model", "reference");
    allow("prune", "diag", "design", "format", "model", "calibrate");
    allow("golden", "diag", "design", "format", "model", "graph", "calibrate", "prune");
    allow(
        "accuracy",
        "diag",
        "design",
        "format",
        "model",
        "reference",
        "graph",
        "calibrate",
        "golden");
    allow("tech");
    allow(
        "plan", "diag", "design", "dsl", "format", "model", "graph", "calibrate", "golden", "tech");
    allow("power", "tech");
    allow(
        "estimate",
        "diag",
        "design",
        "format",
        "model",
        "graph",
        "golden",
        "plan",
        "tech",
        "power");
    allow("report", "design", "graph", "plan");
    allow("activity");
    allow("tool", "diag");
    allow("rtl", "diag", "design", "format", "model", "graph", "golden", "plan", "tool");
    allow("sim", "diag", "graph", "golden", "plan", "rtl", "tool");
    allow("cocotb", "diag", "rtl", "tool");
    allow("synth", "diag", "design", "plan", "tech", "rtl", "tool");
    allow(
        "fuzz", "diag", "design", "dsl", "model", "graph", "golden", "plan", "rtl", "tool", "sim");
    allow("matrix", "diag", "design", "dsl", "model", "plan");
    allow("coverage", "design", "format", "plan");
    allow(
        "regress",
        "diag",
        "design",
        "dsl",
        "model",
        "graph",
        "calibrate",
        "golden",
        "plan",
        "tech",
        "estimate",
        "rtl",
        "tool",
        "sim",
        "cocotb",
        "matrix",
        "coverage");
  }

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("decodefab");

  private static void allow(String name, String... imports) {
    MAY_IMPORT.put(name, List.of(imports));
  }

  private static void check(ArchRule rule) {
    rule.check(CODE);
  }

  @Test
  void packagesImportOnlyWhatTheyMay() {
    MAY_IMPORT.forEach(
        (name, imports) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), imports.stream())
                  .map(p -> "decodefab." + p)
                  .toArray(String[]::new);
          DescribedPredicate<JavaClass> ours = resideInAPackage("decodefab..");
          check(
              noClasses()
                  .that()
                  .resideInAPackage("decodefab." + name)
                  .should()
                  .dependOnClassesThat(
                      ours.and(DescribedPredicate.not(resideInAnyPackage(allowed)))));
        });
  }

  @Test
  void theOrderHasNoCircle() {
    Set<String> before = new HashSet<>(DESIGN);
    MAY_IMPORT.forEach(
        (name, imports) -> {
          assertThat(before).as("imports of " + name).containsAll(imports);
          before.add(name);
        });
  }

  @Test
  void everyPackageOfTheModuleIsListed() {
    Set<String> found =
        CODE.stream()
            .map(c -> c.getPackageName().replaceFirst("decodefab\\.?", ""))
            .filter(name -> !DESIGN.contains(name.replaceFirst("\\..*", "")))
            .collect(Collectors.toSet());
    Set<String> listed = new HashSet<>(MAY_IMPORT.keySet());
    listed.add("cli");
    assertThat(found).isEqualTo(listed);
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("decodefab.cli")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv"));
  }

  @Test
  void eachLibraryHasItsPackage() {
    users("freemarker..", "decodefab.rtl");
    users("picocli..", "decodefab.cli");
    users("me.tongfei..", "decodefab.cli");
    users("com.fasterxml.jackson.dataformat.csv..", "decodefab.tech");
    users("com.fasterxml.jackson.dataformat.yaml..", "decodefab.matrix");
    users("java.sql..", "decodefab.regress");
  }

  private static void users(String library, String user) {
    check(
        classes()
            .that()
            .resideOutsideOfPackage(user)
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage(library))));
  }
}
