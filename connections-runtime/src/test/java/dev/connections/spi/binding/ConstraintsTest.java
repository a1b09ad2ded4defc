package dev.connections.spi.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The constraints mean what those of jakarta.validation mean. */
class ConstraintsTest {

  @Test
  void numbersAreComparedExactly() {
    assertThat(Constraints.min(1).isSatisfiedBy(1)).isTrue();
    assertThat(Constraints.min(1).isSatisfiedBy(0.999)).isFalse();
    assertThat(Constraints.max(Long.MAX_VALUE).isSatisfiedBy(Long.MAX_VALUE)).isTrue();
    assertThat(
            Constraints.max(Long.MAX_VALUE)
                .isSatisfiedBy(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE)))
        .isFalse();
    assertThat(Constraints.decimalMin("0.1", true).isSatisfiedBy(0.1)).isTrue();
    assertThat(Constraints.decimalMin("0.1", false).isSatisfiedBy(0.1)).isFalse();
    assertThat(Constraints.decimalMax("1.50", true).isSatisfiedBy(new BigDecimal("1.5"))).isTrue();
    assertThat(Constraints.decimalMax("1.5", false).isSatisfiedBy(new BigDecimal("1.50")))
        .isFalse();
  }

  @Test
  void signsAreChecked() {
    assertThat(Constraints.positive().isSatisfiedBy(0)).isFalse();
    assertThat(Constraints.positiveOrZero().isSatisfiedBy(0L)).isTrue();
    assertThat(Constraints.negative().isSatisfiedBy(-0.0)).isFalse();
    assertThat(Constraints.negativeOrZero().isSatisfiedBy(0)).isTrue();
    assertThat(Constraints.negativeOrZero().isSatisfiedBy(1)).isFalse();
  }

  @Test
  void textsListsMapsAndSecretsHaveSizes() {
    assertThat(Constraints.size(1, 2).isSatisfiedBy("")).isFalse();
    assertThat(Constraints.size(1, 2).isSatisfiedBy(List.of(1, 2))).isTrue();
    assertThat(Constraints.size(1, 2).isSatisfiedBy(Map.of(1, 1, 2, 2, 3, 3))).isFalse();
    assertThat(Constraints.size(8, 99).isSatisfiedBy(Secret.of("r", () -> "short"))).isFalse();
    assertThat(Constraints.notEmpty().isSatisfiedBy(List.of())).isFalse();
    assertThat(Constraints.notEmpty().isSatisfiedBy(" ")).isTrue();
    assertThat(Constraints.notBlank().isSatisfiedBy(" \t")).isFalse();
    assertThat(Constraints.notBlank().isSatisfiedBy("x")).isTrue();
  }

  @Test
  void aPatternMustMatchTheWholeText() {
    Constraint<Object> constraint = Constraints.pattern("[a-z]+");

    assertThat(constraint.isSatisfiedBy("abc")).isTrue();
    assertThat(constraint.isSatisfiedBy("abc1")).isFalse();
    assertThat(constraint.allowed()).isEqualTo("a text that matches [a-z]+");
  }

  @Test
  void eachSaysWhatItAllows() {
    assertThat(Constraints.min(1).allowed()).isEqualTo("at least 1");
    assertThat(Constraints.max(9).allowed()).isEqualTo("at most 9");
    assertThat(Constraints.positive().allowed()).isEqualTo("more than 0");
    assertThat(Constraints.decimalMax("0.5", false).allowed()).isEqualTo("less than 0.5");
    assertThat(Constraints.size(0, 3).allowed()).isEqualTo("a size of at most 3");
    assertThat(Constraints.size(2, Integer.MAX_VALUE).allowed()).isEqualTo("a size of at least 2");
    assertThat(Constraints.size(2, 3).allowed()).isEqualTo("a size from 2 to 3");
  }

  @Test
  void sizesAreJudgedByTheirBytesAndPercentagesByTheirPercent() {
    Constraint<DataSize> bytes = Constraints.bytes(Constraints.max(1024));
    assertThat(bytes.isSatisfiedBy(DataSize.parse("1KiB"))).isTrue();
    assertThat(bytes.isSatisfiedBy(DataSize.parse("1025B"))).isFalse();
    assertThat(bytes.allowed()).isEqualTo("at most 1024 bytes");

    Constraint<Percentage> percent = Constraints.percent(Constraints.decimalMin("0.5", false));
    assertThat(percent.isSatisfiedBy(Percentage.parse("0.51%"))).isTrue();
    assertThat(percent.isSatisfiedBy(Percentage.parse("0.5%"))).isFalse();
    assertThat(percent.allowed()).isEqualTo("more than 0.5%");
  }

  @Test
  void aValueOfAnotherSortIsAMistakeOfTheProgramNotOfTheConfiguration() {
    assertThatThrownBy(() -> Constraints.notBlank().isSatisfiedBy(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Integer");
  }
}
