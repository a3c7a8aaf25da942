package decodefab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Which package of this module may import which. */
@AnalyzeClasses(packages = "decodefab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("diag")
          .definedBy("decodefab.diag")
          .layer("ast")
          .definedBy("decodefab.dsl.ast")
          .layer("parse")
          .definedBy("decodefab.dsl.parse")
          .layer("design")
          .definedBy("decodefab.design")
          .layer("check")
          .definedBy("decodefab.dsl.check")
          .layer("facade")
          .definedBy("decodefab.dsl")
          .whereLayer("facade")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("design")
          .mayOnlyBeAccessedByLayers("check", "facade")
          .whereLayer("parse")
          .mayOnlyBeAccessedByLayers("check", "facade")
          .whereLayer("ast")
          .mayOnlyBeAccessedByLayers("parse", "check", "facade")
          .whereLayer("diag")
          .mayOnlyBeAccessedByLayers("ast", "parse", "design", "check", "facade");

  @ArchTest
  static final ArchRule ONLY_PARSE_KNOWS_ANTLR =
      noClasses()
          .that()
          .resideOutsideOfPackage("decodefab.dsl.parse")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.antlr..");

  @ArchTest
  static final ArchRule NOBODY_PRINTS_OR_EXITS =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);
}
