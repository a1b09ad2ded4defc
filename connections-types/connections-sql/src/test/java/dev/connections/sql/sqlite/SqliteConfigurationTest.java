package dev.connections.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.sql.SqlPoolSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteConfigurationTest {

  private static SqliteConfiguration with(Map<String, String> driverProperties) {
    return new SqliteConfiguration(
        "jdbc:sqlite:a.db", SqlPoolSettings.DEFAULT, false, false, true, true, driverProperties);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite:a.db",
        "jdbc:sqlite:/var/data/a.db",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:C:\\data\\a.db",
        "jdbc:sqlite:a.db?synchronous=NORMAL&cache_size=-8000"
      })
  void aPathOrMemoryIsTaken(String url) {
    assertThatCode(() -> SqliteConfiguration.of(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "jdbc:h2:mem:a|url must begin with jdbc:sqlite:; this is a url for type: H2",
        "jdbc:sqlite:|url must name a file, or be jdbc:sqlite::memory:",
        "jdbc:sqlite:file:a.db|url must hold a path, such as",
        "jdbc:sqlite::resource:a.db|url must hold a path, or be jdbc:sqlite::memory:",
        "jdbc:sqlite:a.db?journal_mode=OFF|'journal_mode'; use the setting writeAheadLog",
        "jdbc:sqlite:a.db?foreign_key=true|url holds 'foreign_key', which the driver does not know",
        "jdbc:sqlite:a.db?mode=memory|'mode'; use the settings readOnly and create"
      })
  void whatTheDriverWouldMisunderstandOrIgnoreIsRefused(String url, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqliteConfiguration.of(url))
        .withMessageContaining(problem);
  }

  @Test
  void propertiesAreThoseThatTheDriverKnows() {
    assertThatCode(() -> with(Map.of("synchronous", "NORMAL"))).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of("sinchronous", "NORMAL")))
        .withMessageContaining("driverProperties holds 'sinchronous', which the driver does not")
        .withMessageContaining("synchronous");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of("busy_timeout", "5")))
        .withMessage(
            "driverProperties must not hold 'busy_timeout'; use the setting timeouts.acquire");
  }

  @Test
  void whatOnlyReadsMakesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SqliteConfiguration(
                    "jdbc:sqlite:a.db", SqlPoolSettings.DEFAULT, true, true, true, true, Map.of()))
        .withMessageContaining("create must be false where readOnly is true");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SqliteConfiguration(
                    "jdbc:sqlite::memory:",
                    SqlPoolSettings.DEFAULT,
                    true,
                    false,
                    true,
                    true,
                    Map.of()))
        .withMessageContaining("readOnly must be false for a database in memory");
  }
}
