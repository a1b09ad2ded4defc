package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that were meant to be ours and are not. An outsider set {@code CONNECTIONS_DESK_DB_URL},
 * and nothing said that it is ignored.
 */
@Timeout(30)
class LookAlikesTest {

  private static final String[] BASE = {
    "connections:", "  desk-db: {type: Store, url: 'http://file'}"
  };

  private static List<String> notes(Map<String, String> environment) {
    return Loading.of(text(BASE).environment(environment)).loaded().notes();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTIONS_DESK_DB_URL, url, CONNECTIONS__DESK_DB__URL",
    "CONNECTIONS_DESK_DB__URL, url, CONNECTIONS__DESK_DB__URL",
    "CONNECTION_DESK_DB_URL, url, CONNECTIONS__DESK_DB__URL",
    "CONNECTION__DESK_DB__URL, url, CONNECTIONS__DESK_DB__URL",
    "connections_desk_db_url, url, CONNECTIONS__DESK_DB__URL",
    "connections.desk-db.url, url, CONNECTIONS__DESK_DB__URL",
    "CONNECTIONS_DESKDB_URL, url, CONNECTIONS__DESK_DB__URL",
    "CONNECTIONS_DESK_DB_USER, username, CONNECTIONS__DESK_DB__USERNAME",
    "CONNECTIONS_DESK_DB_PASWORD, password, CONNECTIONS__DESK_DB__PASSWORD",
    "CONNECTIONS_DESK_DB_POOL_MAX_SIZE, pool.maxSize, CONNECTIONS__DESK_DB__POOL__MAX_SIZE",
    "CONNECTIONS_DESK_DB_MAXIMUM_POOL_SIZE, pool.maxSize, CONNECTIONS__DESK_DB__POOL__MAX_SIZE",
    "CONNECTIONS_DESK_DB_TIMEOUTS_TOTAL, timeouts.total, CONNECTIONS__DESK_DB__TIMEOUTS__TOTAL"
  })
  void aVariableWithTheWrongSeparatorsIsToldWithTheSpellingThatWorks(
      String written, String path, String right) {
    assertThat(notes(Map.of(written, "canary")))
        .containsExactly(
            "Connection 'desk-db' ignores what looks like settings. variable "
                + written
                + ": to set "
                + path
                + ", call it "
                + right);
  }

  @Test
  void theSpellingThatIsToldWorks() {
    Loading loading =
        Loading.of(text(BASE).environment(Map.of("CONNECTIONS__DESK_DB__URL", "http://variable")));

    assertThat(loading.store("desk-db").url()).hasToString("http://variable");
    assertThat(loading.loaded().notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECTIONS_DESK_DB_SERVICE_HOST",
        "CONNECTIONS_DESK_DB_SERVICE_PORT",
        "CONNECTIONS_DESK_DB_PORT_5432_TCP_ADDR",
        "CONNECTIONS_DESK_DB_GREETING",
        "CONNECTIONS_DESK_DB",
        "CONNECTIONS_OTHER_URL",
        "CONNECTIONS_URL",
        "CONNECTIONS_DIR",
        "CONNECTION_LIMIT",
        "CONNECTIONS_PROFILE",
        "MY_CONNECTIONS_DESK_DB_URL",
        "PATH"
      })
  void whatNoKeyResemblesIsLeftAlone(String variable) {
    String value = variable.equals("CONNECTIONS_PROFILE") ? "production" : "x";
    assertThat(notes(Map.of(variable, value, "CONNECTIONS_DESK_DB_PORT", "tcp://10.0.0.1:5432")))
        .isEmpty();
  }

  @Test
  void aVariableOfAnEndpointIsToldToo() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  desk-db:",
                    "    type: Store",
                    "    endpoints:",
                    "      - {name: near, url: 'http://a'}",
                    "      - {name: stand-by, url: 'http://b'}")
                .environment(Map.of("CONNECTIONS_DESK_DB_ENDPOINTS_STAND_BY_URL", "x")));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'desk-db' ignores what looks like settings. variable"
                + " CONNECTIONS_DESK_DB_ENDPOINTS_STAND_BY_URL: to set endpoints.stand-by.url, call"
                + " it CONNECTIONS__DESK_DB__ENDPOINTS__STAND_BY__URL");
  }

  @Test
  void aVariableThatTheFileRefersToIsUsedAndNeedsNoLine() {
    Loading loading =
        Loading.of(
            text("connections:", "  desk-db: {type: Store, url: '${env:CONNECTIONS_DESK_DB_URL}'}")
                .environment(Map.of("CONNECTIONS_DESK_DB_URL", "http://variable")));

    assertThat(loading.store("desk-db").url()).hasToString("http://variable");
    assertThat(loading.loaded().notes()).isEmpty();
  }

  @Test
  void aVariableBelongsToTheConnectionWithTheLongestName() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  desk: {type: Store, url: 'http://a'}",
                    "  desk-db: {type: Store, url: 'http://b'}")
                .environment(Map.of("CONNECTIONS_DESK_DB_URL", "x", "CONNECTIONS_DESK_URL", "x")));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'desk' ignores what looks like settings. variable CONNECTIONS_DESK_URL: to"
                + " set url, call it CONNECTIONS__DESK__URL",
            "Connection 'desk-db' ignores what looks like settings. variable"
                + " CONNECTIONS_DESK_DB_URL: to set url, call it CONNECTIONS__DESK_DB__URL");
  }

  @Test
  void variablesOfTheDefaultsAndOfTheProfileAreToldToo() {
    assertThat(
            notes(
                Map.of(
                    "CONNECTIONS_DEFAULTS_TIMEOUTS_TOTAL",
                    "3s",
                    "CONNECTION_PROFILE",
                    "production")))
        .containsExactly(
            "The section defaults ignores what looks like settings. variable"
                + " CONNECTIONS_DEFAULTS_TIMEOUTS_TOTAL: to set timeouts.total, call it"
                + " CONNECTIONS__DEFAULTS__TIMEOUTS__TOTAL",
            "The variable CONNECTION_PROFILE is ignored: to choose a profile, call it"
                + " CONNECTIONS_PROFILE");
  }

  @Test
  void aSystemPropertyIsToldWithTheSpellingThatWorks() {
    Properties properties = new Properties();
    properties.setProperty("connection.desk-db.pool.maxSize", "canary");
    properties.setProperty("connections_desk_db_url", "canary");
    properties.setProperty("connection.profile", "canary");
    properties.setProperty("connection.pool.size", "canary");

    assertThat(Loading.of(text(BASE).systemProperties(properties)).loaded().notes())
        .containsExactly(
            "Connection 'desk-db' ignores what looks like settings. system property"
                + " connection.desk-db.pool.maxSize: to set pool.maxSize, call it"
                + " connections.desk-db.pool.maxSize; system property connections_desk_db_url: to"
                + " set url, call it connections.desk-db.url",
            "The system property connection.profile is ignored: to choose a profile, call it"
                + " connections.profile");
  }

  @Test
  void aVariableWhoseNameLacksTheSecondSeparatorOfTwoIsRefusedWithTheSpellingThatWorks() {
    assertThat(
            violations(text(BASE).environment(Map.of("CONNECTIONS__DESK_DB_URL", "http://canary"))))
        .containsExactly(
            "variable CONNECTIONS__DESK_DB_URL  connections.desk-db-url: is not a configured"
                + " connection; allowed: desk-db; hint: two underscores separate levels: write"
                + " CONNECTIONS__DESK_DB__URL");
    assertThat(violations(text(BASE).environment(Map.of("CONNECTIONS__PROFILE", "production"))))
        .singleElement()
        .asString()
        .endsWith("hint: to choose a profile, write CONNECTIONS_PROFILE");
  }
}
