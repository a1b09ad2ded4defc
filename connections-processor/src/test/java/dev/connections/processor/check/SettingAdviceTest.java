package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What to write instead of a text that is no value. */
class SettingAdviceTest {

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, YES, write true",
    "BOOLEAN, on, write true",
    "BOOLEAN, no, write false",
    "BOOLEAN, off, write false",
    "BOOLEAN, 1, write true or false",
    "INTEGER, 10L, write 10",
    "INTEGER, -2147483649, write a whole number from -2147483648 to 2147483647",
    "LONG, 1 000, write 1000",
    "DURATION, 500, write 500s",
    "DURATION, 9223372036854775808ms, write a",
    "DURATION, '', 'write 500ms, 30s or 1m30s'",
    "DATA_SIZE, 10, 'write 10B, or 10MiB if that is meant'",
    "DATA_SIZE, 10M, write 10MiB or 10MB",
    "DATA_SIZE, 10k, write 10KiB or 10kB",
    "DATA_SIZE, 9223372036854775808B, write a",
    "PERCENTAGE, 50, write 50%",
    "PERCENTAGE, -1%, 'write a number with %, such as 50% or 0.5%; not negative'",
    "URI, https://a b, correct it: Illegal character in authority",
    "URI, example.org, 'write it with its scheme, such as https://example.org'",
    "DOUBLE, -1e999, write a number of double precision"
  })
  void theAdviceIsForWhatWasProbablyMeant(ScalarKind kind, String text, String advice) {
    assertThat(SettingGrammar.mismatch(new SettingType.Scalar(kind), text))
        .get()
        .extracting(SettingGrammar.Mismatch::advice)
        .asString()
        .startsWith(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 2147483647",
    "INTEGER, -2147483648",
    "LONG, 9223372036854775807",
    "BIG_DECIMAL, 1e999",
    "DATA_SIZE, 9223372036854775807B",
    "DURATION, 106751991167300d"
  })
  void theLastOnesOfARangeAreValues(ScalarKind kind, String text) {
    assertThat(SettingGrammar.mismatch(new SettingType.Scalar(kind), text)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STRING", "SECRET"})
  void anyTextIsAText(ScalarKind kind) {
    assertThat(SettingGrammar.mismatch(new SettingType.Scalar(kind), "any, 1")).isEmpty();
  }

  @Test
  void whatNoTextCanSayIsNotJudged() {
    SettingType list = new SettingType.ListOf(new SettingType.Scalar(ScalarKind.INTEGER));
    assertThat(SettingGrammar.mismatch(list, "x")).isEmpty();
  }

  @Test
  void aPathThatTheSystemRefusesIsToBeMended() {
    assertThat(SettingGrammar.mismatch(new SettingType.Scalar(ScalarKind.PATH), "a\0b"))
        .get()
        .extracting(SettingGrammar.Mismatch::advice)
        .asString()
        .startsWith("correct it: ");
  }

  @ParameterizedTest
  @CsvSource({
    "red, ",
    "RED, ",
    "dark-red, ",
    "dark-rde, write DARK_RED",
    "blue, write one of them"
  })
  void constantsAreWrittenInAnyCaseAndWithHyphens(String text, String advice) {
    SettingType colour =
        new SettingType.Choice(ClassReference.of("app", "Colour"), List.of("RED", "DARK_RED"));
    assertThat(SettingGrammar.mismatch(colour, text).map(SettingGrammar.Mismatch::advice))
        .isEqualTo(Optional.ofNullable(advice));
  }

  @ParameterizedTest
  @CsvSource({
    "DATA_SIZE, 3B, 3",
    "DATA_SIZE, 2kB, 2000",
    "DATA_SIZE, 2KiB, 2048",
    "DATA_SIZE, 1MB, 1000000",
    "DATA_SIZE, 1GiB, 1073741824",
    "PERCENTAGE, 12.5%, 12.5",
    "INTEGER, 7, 7"
  })
  void constraintsJudgeBytesAndPercents(ScalarKind kind, String text, String number) {
    assertThat(SettingGrammar.number(new SettingType.Scalar(kind), text))
        .isEqualByComparingTo(number);
  }

  @Test
  void whatLooksLikeACredentialIsNotShown() {
    assertThat(SettingGrammar.shown("https://user:x@host/")).isEqualTo("(not shown)");
    assertThat(SettingGrammar.shown("https://host/?api_key=x")).isEqualTo("(not shown)");
    assertThat(SettingGrammar.shown("https://host/?page=2")).isEqualTo("https://host/?page=2");
  }
}
