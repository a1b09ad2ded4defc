package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.BoundKind;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is just allowed and what is just refused, which no list of mistakes can show. */
class DefaultsAndConstraintsTest {

  private static final Place PLACE = Place.of("app.Settings");
  private static final SettingType TEXT = new SettingType.Scalar(ScalarKind.STRING);
  private static final SettingType TEXTS = new SettingType.ListOf(TEXT);
  private static final SettingType NUMBER = new SettingType.Scalar(ScalarKind.INTEGER);
  private static final ConstraintModel TWO_OR_THREE = new ConstraintModel.Size(2, 3);
  private static final ConstraintModel NOT_EMPTY = new ConstraintModel.NotEmpty();
  private static final ConstraintModel NOT_BLANK = new ConstraintModel.NotBlank();

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of(TEXT, TWO_OR_THREE, List.of("ab")),
        Arguments.of(TEXT, TWO_OR_THREE, List.of("abc")),
        Arguments.of(TEXT, NOT_EMPTY, List.of(" ")),
        Arguments.of(TEXT, NOT_BLANK, List.of(" a ")),
        Arguments.of(TEXT, new ConstraintModel.Pattern("[a-z]+"), List.of("ab")),
        // That it is none is said of the constraint.
        Arguments.of(TEXT, new ConstraintModel.Pattern("("), List.of("ab")),
        // That it cannot judge texts, and that this is no number, are other rules' findings.
        Arguments.of(NUMBER, TWO_OR_THREE, List.of("12345")),
        Arguments.of(TEXTS, TWO_OR_THREE, List.of("a long one", "another one")),
        Arguments.of(TEXTS, TWO_OR_THREE, List.of("a", "b", "c")),
        Arguments.of(TEXTS, NOT_EMPTY, List.of("")),
        Arguments.of(TEXTS, NOT_BLANK, List.of()),
        // Several texts for one value.
        Arguments.of(TEXT, TWO_OR_THREE, List.of("many", "more")),
        Arguments.of(new SettingType.MapOf(TEXT), new ConstraintModel.Size(1, 9), List.of("", "")));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void whatIsAllowedOrJudgedElsewhereIsNoProblem(
      SettingType type, ConstraintModel constraint, List<String> texts) {
    assertThat(problems(new DefaultConstraintCheck(), type, constraint, texts)).isEmpty();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(TEXT, TWO_OR_THREE, List.of("a")),
        Arguments.of(TEXT, TWO_OR_THREE, List.of("abcd")),
        Arguments.of(TEXT, NOT_EMPTY, List.of("")),
        Arguments.of(TEXT, NOT_BLANK, List.of(" ")),
        Arguments.of(TEXT, new ConstraintModel.Pattern("[a-z]+"), List.of("ab1")),
        Arguments.of(TEXTS, TWO_OR_THREE, List.of("abc")),
        Arguments.of(TEXTS, TWO_OR_THREE, List.of("a", "b", "c", "d")),
        Arguments.of(TEXTS, NOT_EMPTY, List.of()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsSaidWithTheConstraintAndWhatItAllows(
      SettingType type, ConstraintModel constraint, List<String> texts) {
    assertThat(problems(new DefaultConstraintCheck(), type, constraint, texts))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains(
            '"' + String.join(",", texts) + '"', constraint.annotation(), constraint.allowed());
  }

  @Test
  void aBoundJudgesNoTextThatIsNoNumber() {
    ConstraintModel positive =
        new ConstraintModel.Bound(BoundKind.POSITIVE, BigDecimal.ZERO, false);
    assertThat(problems(new DefaultConstraintCheck(), NUMBER, positive, List.of("ten"))).isEmpty();
    assertThat(problems(new DefaultConstraintCheck(), NUMBER, positive, List.of("0"))).hasSize(1);
    assertThat(problems(new DefaultConstraintCheck(), NUMBER, positive, List.of("1"))).isEmpty();
  }

  @Test
  void textsWhereNoDefaultIsAllowedAreNotCounted() {
    List<String> two = List.of("", "");
    SettingType secret = new SettingType.Scalar(ScalarKind.SECRET);
    assertThat(problems(new DefaultTextCheck(), secret, NOT_EMPTY, two)).isEmpty();
    assertThat(problems(new DefaultTextCheck(), TEXT, NOT_EMPTY, two)).hasSize(1);
  }

  static Stream<Arguments> possible() {
    return Stream.of(Arguments.of(0, 0), Arguments.of(3, 3), Arguments.of(-1, 2));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void aSizeThatIsPossibleHasAMeaning(int least, int most) {
    assertThat(meaning(least, most)).isEmpty();
  }

  @Test
  void aSizeThatIsImpossibleHasNone() {
    assertThat(meaning(3, 2)).hasSize(1);
    assertThat(meaning(-2, -1)).hasSize(1);
  }

  private static List<Problem> meaning(int least, int most) {
    return problems(
        new ConstraintMeaningCheck(), TEXT, new ConstraintModel.Size(least, most), List.of());
  }

  private static List<Problem> problems(
      ConfigurationCheck rule, SettingType type, ConstraintModel constraint, List<String> texts) {
    return Models.problems(
        rule,
        new SettingModel(
            "some",
            type,
            Optional.of(new SettingModel.WrittenText(texts, PLACE)),
            Optional.empty(),
            List.of(new SettingModel.AppliedConstraint(constraint, PLACE)),
            "",
            List.of(),
            PLACE));
  }
}
