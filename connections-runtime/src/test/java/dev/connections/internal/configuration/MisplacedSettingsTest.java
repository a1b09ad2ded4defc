package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at the wrong level: an outsider was told its consequences, and not the cause. */
class MisplacedSettingsTest {

  /** What is wrong where the application requires {@code desk-db}. */
  private static List<String> problems(ConnectionsConfiguration recipe) {
    LoadedConfiguration loaded = ConfigurationLoader.load(recipe);
    loaded.connections().forEach(each -> each.reportUnknownType(List.of()));
    loaded.require("desk-db");
    ConnectionConfigurationException refused =
        Assertions.catchThrowableOfType(ConnectionConfigurationException.class, loaded::finish);
    assertThat(refused).as("the configuration is refused").isNotNull();
    List<String> lines = refused.diagnosis().problem().lines().skip(1).map(String::strip).toList();
    assertThat(lines).noneMatch(line -> line.matches(".*(allowed|hint):\\s*(;.*)?"));
    assertThat(lines).noneMatch(line -> line.matches(".*the settings\\s*(;.*)?"));
    return lines;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          desk-db: {type: Store, url: 'u:x'}                | put it below connections:
          desk-db: {url: 'u:x'}                             | if it is a connection, put it below connections:
          connection: {desk-db: {type: Store, url: 'u:x'}}  | did you mean connections?
          Connection: {desk-db: {type: Store, url: 'u:x'}}  | did you mean connections?
          spring: {datasource: {url: 'u:x'}}                | write each of its data sources as a connection
          url: 'u:x'                                        | put it below connections: and the name of its connection
          pool: {maxSize: 3}                                | put it below connections: and the name of its connection
          timeouts: {total: 3s}                             | put it below connections: and the name of its connection, or below defaults:
          """)
  void aForgottenRootIsToldFirstAndWithWhatToDo(String document, String hint) {
    List<String> problems = problems(text(document));

    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).startsWith("connections.yaml:1:1").contains("hint: " + hint);
    assertThat(problems.get(1)).contains("desk-db: is required by the application");
  }

  @Test
  void aForgottenRootInAProfileIsToldToo() {
    assertThat(
            problems(
                text("connections: {}", "profiles: {live: {desk-db: {type: Store, url: 'u:x'}}}")))
        .first()
        .asString()
        .contains("profiles.live.desk-db: is not a known setting")
        .endsWith("hint: put it below connections:");
  }

  @Test
  void aPathInCodeWithoutTheRootIsToldWhole() {
    assertThat(problems(text("connections: {}").with("desk-db.pool.maxSize", "3")))
        .first()
        .asString()
        .startsWith("code  desk-db: is not a known setting")
        .endsWith("hint: write connections.desk-db.pool.maxSize");
  }

  @Test
  void aPathInCodeWithoutTheNameIsToldWhole() {
    assertThat(problems(text("connections: {}").with("pool.maxSize", "3")))
        .first()
        .asString()
        .endsWith(
            "hint: write the name of the connection, too, such as"
                + " connections.orders-db.pool.maxSize");
  }

  @Test
  void aForgottenNameIsToldAsSuch() {
    assertThat(problems(text("connections: {type: Store, url: 'u:x'}")))
        .filteredOn(line -> line.contains("is no group of settings"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .endsWith(
                        "hint: if it is a setting, write the name of its connection above it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"connections: [{name: desk-db, type: Store}]", "connections: desk-db"})
  void connectionsThatAreNoMappingAreToldWhatToWrite(String document) {
    assertThat(problems(text(document)))
        .first()
        .asString()
        .contains("allowed: a name for each connection, its settings below; hint: write each as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profiles: [live]",
        "defaults: {timeouts: {classes: [quick]}}",
        "defaults: {timeouts: {classes: 5s}}"
      })
  void aListInThePlaceOfNamesIsToldWithoutAnEmptyList(String document) {
    assertThat(problems(text("connections: {}", document)))
        .anySatisfy(line -> assertThat(line).contains("allowed: names of your choice"));
  }

  @Test
  void aVariableOfNoConnectionIsToldWithoutAnEmptyList() {
    assertThat(
            problems(
                text("connections: {}").environment(Map.of("CONNECTIONS__DESK_DB__TYPE", "Store"))))
        .first()
        .asString()
        .isEqualTo(
            "variable CONNECTIONS__DESK_DB__TYPE  connections.desk-db: is not a configured"
                + " connection; hint: variables and system properties cannot add a connection;"
                + " write it into a file, with its type");
  }

  @Test
  void aProviderWithoutTypesIsToldHowToGiveItSome() {
    assertThat(problems(text("connections: {desk-db: {type: Store}}")))
        .containsExactly(
            "connections.yaml:1:31  connections.desk-db.type = \"Store\": is not a type of the"
                + " provider, which was given no types; hint: call types(ConnectionTypes.source())"
                + " on its builder, with the generated registry");
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, MySql PostgreSql, did you mean MySql?",
    "postgres, MySql PostgreSql, did you mean PostgreSql?",
    "Post, MySql PostgreSql, did you mean PostgreSql?",
    "Mongo, MySql PostgreSql, write one of these; if a library has the type",
  })
  void aTypeThatNobodyHasPromisesNoRegistry(String written, String known, String hint) {
    LoadedConfiguration loaded =
        ConfigurationLoader.load(text("connections: {a: {type: " + written + "}}"));
    loaded.connections().forEach(each -> each.reportUnknownType(List.of(known.split(" "))));

    Assertions.assertThatThrownBy(loaded::finish).hasMessageContaining("hint: " + hint);
  }

  @ParameterizedTest
  @CsvSource({"prod, production", "PROD, production", "dev, development", "high, high-latency"})
  void theBeginningOfAProfileNamesIt(String written, String meant) {
    assertThat(problems(text("connections: {}").profile(written)))
        .first()
        .asString()
        .endsWith("hint: did you mean " + meant + "?");
  }
}
