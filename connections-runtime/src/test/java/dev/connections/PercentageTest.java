package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Percentages are read and written as configurations write them. */
class PercentageTest {

  @Test
  void theNumberBeforeTheSignCounts() {
    assertThat(Percentage.parse("0.5%").percent()).isEqualTo(new BigDecimal("0.5"));
    assertThat(Percentage.parse("0.5%").asFraction()).isEqualTo(0.005);
    assertThat(Percentage.of(250).asFraction()).isEqualTo(2.5);
  }

  @Test
  void zerosAtTheEndDoNotCount() {
    assertThat(Percentage.parse("50.00%")).isEqualTo(Percentage.of(50)).hasToString("50%");
    assertThat(Percentage.parse("100%")).hasToString("100%");
    assertThat(Percentage.parse("0.0%")).isEqualTo(Percentage.of(0)).hasToString("0%");
  }

  @Test
  void percentagesAreOrdered() {
    assertThat(Percentage.parse("9.5%")).isLessThan(Percentage.of(10));
  }

  @Test
  void whatIsNoPercentageIsRefused() {
    for (String text : List.of("", "50", "50 %", "-1%", ".5%", "5.%", "1e2%", "%")) {
      assertThatThrownBy(() -> Percentage.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "' is not a percentage");
    }
    assertThatThrownBy(() -> Percentage.of(-1)).hasMessageContaining("-1");
  }
}
