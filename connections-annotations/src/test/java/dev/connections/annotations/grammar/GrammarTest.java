package dev.connections.annotations.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts mean, and what to write instead of those that mean nothing. */
class GrammarTest {

  @Test
  void durationsAreReadAsTheyAreWritten() {
    assertThat(DurationText.parse("1d2h3m4s5ms").value())
        .contains(Duration.parse("P1DT2H3M4.005S"));
    for (String text : List.of("0s", "500ms", "30s", "1m30s", "1d2h3m4s5ms")) {
      assertThat(DurationText.of(DurationText.parse(text).value().orElseThrow())).isEqualTo(text);
    }
    assertThat(DurationText.of(Duration.ofNanos(999_999))).isEqualTo("0s");
  }

  @ParameterizedTest
  @CsvSource({
    "5, has no unit, write 5s",
    "30000, has no unit, write 30000ms or 30000s",
    "5 s, is not a duration, write 5s",
    "5S, is not a duration, write 5s",
    "PT1M30S, is not a duration, write 1m30s",
    "'', is not a duration, 'write 500ms, 30s or 1m30s'",
    "30s1m, is not a duration, 'write 500ms, 30s or 1m30s'"
  })
  void aTextThatIsNoDurationGetsAdvice(String text, String problem, String advice) {
    assertThat(DurationText.parse(text).mismatch())
        .contains(new Mismatch(problem, DurationText.EXPECTED, Optional.of(advice)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808ms",
        "106751991167301d",
        "106751991167300d24h",
        "2562047788015216h"
      })
  void durationsBeyondTheLongestAreTooLong(String text) {
    assertThat(DurationText.parse(text).mismatch())
        .get()
        .matches(it -> it.problem().equals("is too long"));
  }

  @Test
  void sizesAreReadAsTheyAreWritten() {
    assertThat(DataSizeText.parse("10MiB").value()).contains(10L << 20);
    assertThat(DataSizeText.parse("9223372036854775807B").value()).contains(Long.MAX_VALUE);
    for (String text : List.of("0B", "1023B", "1kB", "1KiB", "10MB", "10MiB", "3TiB")) {
      assertThat(DataSizeText.of(DataSizeText.parse(text).value().orElseThrow())).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, has no unit, 'write 10B, or 10MiB if that is meant'",
    "10M, is not a size, write 10MiB or 10MB",
    "10k, is not a size, write 10KiB or 10kB",
    "10 mib, is not a size, write 10MiB",
    "10KB, is not a size, write 10kB",
    "10PiB, has an unknown unit, write 10MiB",
    "much, is not a size, write 10MiB"
  })
  void aTextThatIsNoSizeGetsAdvice(String text, String problem, String advice) {
    assertThat(DataSizeText.parse(text).mismatch())
        .contains(new Mismatch(problem, DataSizeText.EXPECTED, Optional.of(advice)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808B", "8388608TiB", "99999999999999999999999999B"})
  void sizesBeyondALongAreTooLarge(String text) {
    assertThat(DataSizeText.parse(text).mismatch())
        .contains(new Mismatch("is too large", "at most 9223372036854775807B", Optional.empty()));
  }

  @Test
  void percentagesAreTheNumberBeforeTheSign() {
    assertThat(PercentageText.parse("0.5%").value()).contains(new BigDecimal("0.5"));
    assertThat(PercentageText.parse("999999999999.999999999999%").value()).isPresent();
    assertThat(PercentageText.parse("1000000000000%").value()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "50, has no %, write 50%",
    "0.5, has no %, 'write 50%, or 0.5% if that is meant'",
    "0, has no %, write 0%",
    "50 %, is not a percentage, write 50%",
    "half, is not a percentage, write 50% or 0.5%",
    "-5%, is negative,"
  })
  void aTextThatIsNoPercentageGetsAdvice(String text, String problem, String advice) {
    assertThat(PercentageText.parse(text).mismatch())
        .contains(new Mismatch(problem, PercentageText.EXPECTED, Optional.ofNullable(advice)));
  }

  @ParameterizedTest
  @CsvSource({
    "1_000, is not a whole number, write 1000",
    "1 000, is not a whole number, write 1000",
    "10L, is not a whole number, write 10",
    "ten, is not a whole number,",
    "101, is out of range,"
  })
  void aTextThatIsNoWholeNumberOfTheRangeGetsAdvice(String text, String problem, String advice) {
    assertThat(NumberText.whole(text, 0, 100).mismatch())
        .get()
        .matches(it -> it.problem().equals(problem))
        .matches(it -> it.advice().equals(Optional.ofNullable(advice)));
  }

  @Test
  void numbersHaveAsciiDigitsOnly() {
    assertThat(NumberText.whole("+007", 0, 7).value()).contains(7L);
    assertThat(NumberText.whole("٣", 0, 7).value()).isEmpty();
    assertThat(NumberText.decimal("1e999").value()).contains(new BigDecimal("1e999"));
    assertThat(NumberText.doublePrecision("1e999").value()).isEmpty();
    assertThat(NumberText.doublePrecision(".5").value()).contains(0.5);
  }

  @Test
  void keysAreTheSameIfOnlyCaseAndSeparatorsDiffer() {
    assertThat(SettingKeys.normalized("MAX_size-2.x")).isEqualTo("maxsize2x");
    assertThat(SettingKeys.isAmong(List.of("maxSize", "url"), "max-size")).isTrue();
    assertThat(SettingKeys.isAmong(List.of("maxSize", "url"), "size")).isFalse();
    assertThat(SettingKeys.isWritable("max-size_2")).isTrue();
    for (String key : List.of("", "2nd", "max.size", "max--size", "size-", "größe")) {
      assertThat(SettingKeys.isWritable(key)).as(key).isFalse();
    }
  }
}
