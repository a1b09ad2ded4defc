package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.ConstructorModel;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.PartModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypeReference;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.Problem;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each thing that keeps a factory from being constructed has a code, and the first one is said. */
class FactoryConstructionTest {

  private static final String LOMBOKS = "lombok.RequiredArgsConstructor";

  @Test
  void aFactoryThatNobodyElseSeesIsPrivateWhateverElseItIs() {
    assertThat(problems(Visibility.PRIVATE, true, Optional.of(LOMBOKS)))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.FACTORY_PRIVATE);
  }

  @Test
  void anInnerFactoryHasNoObjectAroundIt() {
    assertThat(problems(Visibility.PACKAGE, true, Optional.of(LOMBOKS)))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.FACTORY_INNER);
  }

  @Test
  void aConstructorThatLombokPromisedAndNobodyWroteIsNamed() {
    assertThat(problems(Visibility.PACKAGE, false, Optional.of(LOMBOKS)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.FACTORY_CONSTRUCTOR_PROMISED);
              assertThat(problem.message()).contains("app.OrdersFactory", LOMBOKS);
              assertThat(problem.place().type()).isEqualTo("app.OrdersType");
            });
  }

  @Test
  void withoutAConstructorToChooseTheirNumberIsSaid() {
    assertThat(problems(Visibility.PACKAGE, false, Optional.empty()))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.FACTORY_CONSTRUCTORS);
  }

  private static List<Problem> problems(
      Visibility visibility, boolean inner, Optional<String> promised) {
    TypeReference.OfClass connection = reference("Orders");
    TypeReference.OfClass configuration = reference("OrdersConfiguration");
    List<ConstructorModel> constructors = List.of();
    TypeModel type =
        new TypeModel(
            Models.type("Orders", 1).declaration(),
            new PartModel(connection, Visibility.PUBLIC, false, false),
            new PartModel(configuration, Visibility.PUBLIC, false, true),
            new FactoryModel(
                reference("OrdersFactory"),
                visibility,
                inner,
                false,
                connection,
                configuration,
                promised,
                constructors));
    Problems problems = new Problems();
    new FactoryConstructionCheck()
        .check(
            new TypesModel(
                List.of(type), List.of(), Set.of(), new TreeMap<>(), ClasspathFeatures.NONE),
            problems);
    return problems.all();
  }

  private static TypeReference.OfClass reference(String simpleName) {
    return new TypeReference.OfClass(ClassReference.of("app", simpleName), List.of());
  }
}
