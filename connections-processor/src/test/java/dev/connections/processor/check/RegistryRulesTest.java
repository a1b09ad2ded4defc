package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.ExportsModel;
import dev.connections.processor.model.IncludesModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.Problem;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rules for registries, where a compilation that shows them needs modules or a poorer class path.
 */
class RegistryRulesTest {

  private static final EntryModel ORDERS = Models.type("Orders", 5);
  private static final ClassReference NAME = ClassReference.of("app", "ConnectionTypes");
  private static final ClasspathFeatures WITH_DAGGER = new ClasspathFeatures(true, true, true);

  @Test
  void whatUsersOfARegistrySeeIsInExportedPackages() {
    ClassReference hidden = ClassReference.of("app.inside", "Connection");
    ClassReference besideTheRegistry = ClassReference.of("app", "Connection");
    assertThat(exports(true)).isEmpty();
    assertThat(exports(true, hidden, besideTheRegistry))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.PART_NOT_EXPORTED);
              assertThat(problem.message()).contains("app.inside.Connection", "app.module");
            });
    assertThat(exports(false, besideTheRegistry))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.REGISTRY_NOT_EXPORTED);
              assertThat(problem.message()).contains("app.ConnectionTypes", "app.module");
            });
    assertThat(exports(false, hidden)).hasSize(2);
  }

  @Test
  void aMissingDaggerIsSaidAtTheRegistry() {
    assertThat(dagger(registry(Optional.of(Models.APP), false), ClasspathFeatures.NONE))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains("ConnectionTypesModule");
              assertThat(problem.place().type()).isEqualTo("app.App");
            });
  }

  @Test
  void aMissingDaggerIsSaidAtATypeIfNobodyAskedForTheRegistry() {
    assertThat(dagger(registry(Optional.empty(), false), ClasspathFeatures.NONE))
        .singleElement()
        .extracting(Problem::place)
        .isEqualTo(Place.of("app.OrdersType"));
  }

  @Test
  void librariesAndApplicationsWithDaggerAreNotToldOfIt() {
    assertThat(dagger(registry(Optional.of(Models.APP), true), ClasspathFeatures.NONE)).isEmpty();
    assertThat(dagger(registry(Optional.of(Models.APP), false), WITH_DAGGER)).isEmpty();
  }

  @Test
  void whatIsNoIdAndNoNameIsNotSaidToBeThereTwice() {
    for (int id : new int[] {0, -1}) {
      RegistryModel registry =
          Models.registry(
              List.of(Models.type("One", id), Models.type("Other", id)), List.of(), List.of());
      assertThat(Models.problems(new UniqueTypesCheck(), registry)).isEmpty();
    }
    RegistryModel nameless =
        Models.registry(List.of(Models.type("", 1), Models.type("", 2)), List.of(), List.of());
    assertThat(Models.problems(new UniqueTypesCheck(), nameless)).isEmpty();
  }

  @Test
  void theFirstIdIsOneThatCanBeThereTwice() {
    RegistryModel registry =
        Models.registry(
            List.of(Models.type("One", 1), Models.type("Other", 1)), List.of(), List.of());
    assertThat(Models.problems(new UniqueTypesCheck(), registry))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.ID_TWICE);
  }

  private static RegistryModel registry(Optional<ClassReference> declaredBy, boolean library) {
    return RegistryModel.of(NAME, declaredBy, library, List.of(ORDERS), IncludesModel.NONE);
  }

  private static List<Problem> exports(boolean registryExported, ClassReference... hidden) {
    Problems problems = new Problems();
    ExportCheck.run(
        registry(Optional.of(Models.APP), true),
        new ExportsModel("app.module", registryExported, List.of(hidden)),
        problems);
    return problems.all();
  }

  private static List<Problem> dagger(RegistryModel registry, ClasspathFeatures surroundings) {
    Problems problems = new Problems();
    new DaggerCheck()
        .check(
            new CompilationModel(
                registry.own(), Optional.of(registry), List.of(), List.of(), surroundings),
            problems);
    return problems.all();
  }
}
