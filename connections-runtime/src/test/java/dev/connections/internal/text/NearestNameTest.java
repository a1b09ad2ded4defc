package dev.connections.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> KEYS = List.of("maxSize", "maxLifetime", "minIdle", "url");

  @Test
  void slipsOfThePenAreFound() {
    assertThat(NearestName.of("maxSiez", KEYS)).isEqualTo("maxSize");
    assertThat(NearestName.of("max_size", KEYS)).isEqualTo("maxSize");
    assertThat(NearestName.of("MAX-LIFE-TIME", KEYS)).isEqualTo("maxLifetime");
    assertThat(NearestName.of("lru", List.of("lur"))).isEqualTo("lur");
    assertThat(NearestName.of("uri", KEYS)).isEqualTo("url");
  }

  @Test
  void whatIsFarFromEverythingHasNoSuggestion() {
    assertThat(NearestName.of("retries", KEYS)).isNull();
    assertThat(NearestName.of("x", KEYS)).isNull();
    assertThat(NearestName.of("", KEYS)).isNull();
    assertThat(NearestName.of("maxSize", List.of())).isNull();
    assertThat(NearestName.of("m".repeat(100_000), KEYS)).isNull();
  }

  @Test
  void theNearestWinsAndThenTheFirst() {
    assertThat(NearestName.of("poolSize", List.of("poolSizes2", "poolSizes")))
        .isEqualTo("poolSizes");
    assertThat(NearestName.of("cat", List.of("bat", "hat"))).isEqualTo("bat");
  }
}
