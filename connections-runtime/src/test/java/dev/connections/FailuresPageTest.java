package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/failures.md} and the sealed hierarchy say the same. */
class FailuresPageTest {

  @Test
  void eachCodeHasItsSectionInAlphabeticalOrderAndNothingElseHas() {
    assertThat(FailuresPage.sections().keySet()).containsExactlyElementsOf(FailureCodes.all());
  }

  @Test
  void eachSectionNamesItsClassWhatItMeansAndWhatToDo() {
    Map<String, String> classes = FailureCodes.leaves();
    FailuresPage.sections()
        .forEach(
            (code, text) ->
                assertThat(text)
                    .as(code)
                    .contains("`" + classes.get(code) + "`")
                    .contains("**Means**: ")
                    .contains("**Do**: "));
  }

  @Test
  void eachSectionPromisesOutcomesThatExist() {
    Set<String> known =
        Arrays.stream(Outcome.values()).map(Outcome::name).collect(Collectors.toSet());
    for (String code : FailureCodes.all()) {
      assertThat(FailuresPage.outcomes(code)).as(code).isNotEmpty().isSubsetOf(known);
    }
  }
}
