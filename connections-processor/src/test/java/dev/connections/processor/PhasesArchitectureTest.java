package dev.connections.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.connections.processor.problem.Place;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;

/** Each phase knows what it may know. */
@AnalyzeClasses(
    packages = "dev.connections.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PhasesArchitectureTest {

  private static final String ROOT = "dev.connections.processor";

  @ArchTest
  static final ArchRule theModelKnowsNoOtherPhaseButWhereItsPartsStand =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".model")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ROOT, ROOT + ".read", ROOT + ".check", ROOT + ".write")
                  .or(resideInAPackage(ROOT + ".problem").and(not(type(Place.class)))));

  @ArchTest
  static final ArchRule onlyWritingKnowsJavaPoet =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".write")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.palantir.javapoet..");

  @ArchTest
  static final ArchRule onlyReadingAndTheSearchForAPlaceKnowAnnotationMirrors =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".read", ROOT + ".problem")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(AnnotationMirror.class);

  @ArchTest
  static final ArchRule onlyThePrinterTalksToTheMessager =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".problem.ProblemPrinter")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".ReportingProcessor")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Messager.class);

  @ArchTest
  static final ArchRule phasesDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".read", ROOT + ".check", ROOT + ".write")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule checkingNeitherReadsNorWrites =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".check")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".read", ROOT + ".write");

  @ArchTest
  static final ArchRule writingReportsNothing =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".write")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".read", ROOT + ".check", ROOT + ".problem");
}
