package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "order, oder",
    "oder, order",
    "order, odrer",
    "roder, order",
    "order, ordre",
    "order, arder",
    "orders-db, ordersDb",
    "connections, conexions",
    "url, uri"
  })
  void aTypingErrorOrTwoAreFew(String written, String meant) {
    assertThat(NearestName.of(written, List.of(meant))).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "order, stock",
    // Both letters are wrong, and they are not each other's.
    "ab, cd",
    "ab, ca",
    "ab, bc",
    "xab, xca",
    "xab, xbc",
    // Three letters allow for one error, six for two.
    "abc, axy",
    "abc, a",
    "abcdef, abcxyz",
    "abcdef, bac",
    // Two swaps, not one.
    "abcd, badc"
  })
  void otherWordsAreNotMeant(String written, String other) {
    assertThat(NearestName.of(written, List.of(other))).isEmpty();
  }

  @Test
  void theNearestOfThoseThatAreNearIsMeant() {
    assertThat(NearestName.of("timeouts", List.of("timeoot", "timeout", "timers")))
        .contains("timeout");
    assertThat(NearestName.of("timeouts", List.of("timeout", "timeoot"))).contains("timeout");
  }

  @Test
  void twoLettersInTheWrongOrderAreOneError() {
    // Nearer than what differs in two letters, wherever in the word they are.
    for (String swapped : List.of("rodering", "ordeirng", "orderign")) {
      assertThat(NearestName.of("ordering", List.of("axdering", swapped))).contains(swapped);
    }
  }

  @Test
  void nothingIsNearNothing() {
    assertThat(NearestName.of("order", List.of())).isEmpty();
  }
}
