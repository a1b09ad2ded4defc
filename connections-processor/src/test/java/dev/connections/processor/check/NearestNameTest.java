package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> NAMES = List.of("PostgreSql", "H2", "Rest", "read-only");

  @ParameterizedTest
  @CsvSource({
    "Postgresql, PostgreSql",
    "postgre-sql, PostgreSql",
    "PostgresSql, PostgreSql",
    "PostrgeSql, PostgreSql",
    "Potgrsql, PostgreSql",
    "h2, H2",
    "Rst, Rest",
    "READ_ONLY, read-only",
    "read.only, read-only"
  })
  void aFewTypingErrorsLeadToTheName(String written, String meant) {
    assertThat(NearestName.of(written, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"MySql", "H3", "Rust2", "Kafka", "x", "''"})
  void whatIsFurtherAwayIsNoGuess(String written) {
    assertThat(NearestName.of(written, NAMES)).isEmpty();
  }

  @Test
  void oneErrorInThreeLettersIsTheLimit() {
    assertThat(NearestName.of("abcxyf", List.of("abcdef"))).contains("abcdef");
    assertThat(NearestName.of("abxyzf", List.of("abcdef"))).isEmpty();
  }

  @Test
  void theNearerOneWinsAndThenTheFirst() {
    assertThat(NearestName.of("stocks", List.of("stacked", "stock"))).contains("stock");
    assertThat(NearestName.of("bat", List.of("cat", "hat"))).contains("cat");
  }

  @Test
  void withoutCandidatesThereIsNoGuess() {
    assertThat(NearestName.of("anything", List.of())).isEmpty();
  }
}
