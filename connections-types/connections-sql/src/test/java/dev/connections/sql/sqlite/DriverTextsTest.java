package dev.connections.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no such column: 'nme'",
        "no such column: 'größe'",
        "column 3 out of bounds [1,2]",
        "assertion failure: param count (2) > value count (1)",
        "batch entry 0: query returns results",
        "ResultSet closed",
        "Query does not return results",
        "Bad value for type Integer"
      })
  void whatHoldsNoDataIsShown(String text) {
    assertThat(DriverTexts.shown(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no such column: 'ada canary'              | no such column: '?'",
        "Bad value for type BigDecimal : 12 canary | Bad value for type BigDecimal : ?",
        "something new 'ada canary' was wrong      | something new '?' was wrong",
        "something new (ada canary) was wrong      | something new (?)"
      })
  void whatMayBeDataIsLeftOutAndTheWordsAreKept(String text, String shown) {
    assertThat(DriverTexts.shown(text)).isEqualTo(shown);
  }
}
