package dev.connections.annotations.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> TYPES = List.of("PostgreSql", "H2", "Rest", "read-only");
  private static final List<String> KEYS = List.of("maxSize", "maxLifetime", "minIdle", "url");

  @Test
  void slipsOfThePenAreFound() {
    assertThat(NearestName.of("maxSiez", KEYS)).contains("maxSize");
    assertThat(NearestName.of("max_size", KEYS)).contains("maxSize");
    assertThat(NearestName.of("MAX-LIFE-TIME", KEYS)).contains("maxLifetime");
    assertThat(NearestName.of("lru", List.of("lur"))).contains("lur");
    assertThat(NearestName.of("uri", KEYS)).contains("url");
  }

  @Test
  void whatIsFarFromEverythingHasNoSuggestion() {
    assertThat(NearestName.of("retries", KEYS)).isEmpty();
    assertThat(NearestName.of("x", KEYS)).isEmpty();
    assertThat(NearestName.of("", KEYS)).isEmpty();
    assertThat(NearestName.of("maxSize", List.of())).isEmpty();
    assertThat(NearestName.of("m".repeat(100_000), KEYS)).isEmpty();
  }

  @Test
  void theNearestWinsAndThenTheFirst() {
    assertThat(NearestName.of("poolSize", List.of("poolSizes2", "poolSizes")))
        .contains("poolSizes");
    assertThat(NearestName.of("cat", List.of("bat", "hat"))).contains("bat");
  }

  @ParameterizedTest
  @CsvSource({
    "Postgresql, PostgreSql",
    "postgre-sql, PostgreSql",
    "PostrgeSql, PostgreSql",
    "Potgrsql, PostgreSql",
    "h2, H2",
    "Rst, Rest",
    "read.only, read-only"
  })
  void aFewTypingErrorsLeadToTheNameOfAType(String written, String meant) {
    assertThat(NearestName.of(written, TYPES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"MySql", "Rust2", "Kafka", "x", "''"})
  void whatIsFurtherAwayIsNoGuess(String written) {
    assertThat(NearestName.of(written, TYPES)).isEmpty();
  }

  @Test
  void oneErrorInThreeLettersIsTheLimitAndThreeInAll() {
    assertThat(NearestName.of("abcxyf", List.of("abcdef"))).contains("abcdef");
    assertThat(NearestName.of("abxyzf", List.of("abcdef"))).isEmpty();
    assertThat(NearestName.of("abcdefghijklxyz", List.of("abcdefghijklmno"))).isPresent();
    assertThat(NearestName.of("abcdefghijkwxyz", List.of("abcdefghijklmno"))).isEmpty();
  }
}
