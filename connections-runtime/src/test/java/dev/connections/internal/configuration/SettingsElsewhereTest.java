package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people bring along from elsewhere: R8 and R9 of the faults of 2026-11-28. */
class SettingsElsewhereTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user                      | did you mean username?
          userName                  | did you mean username?
          pwd                       | did you mean password?
          jdbcUrl                   | did you mean url?
          jdbc-url                  | did you mean url?
          baseUrl                   | did you mean url?
          maximumPoolSize           | did you mean pool.maxSize?
          maximum-pool-size         | did you mean pool.maxSize?
          hikari.maximum-pool-size  | did you mean pool.maxSize?
          jdbc.max-size             | did you mean pool.maxSize?
          minimumIdle               | did you mean pool.minIdle?
          maxLifetime               | did you mean pool.maxLifetime?
          connectTimeout            | did you mean timeouts.connect?
          connect-timeout           | did you mean timeouts.connect?
          acquisition-timeout       | did you mean timeouts.acquire?
          readTimeout               | did you mean timeouts.attempt?
          validationTimeout         | did you mean timeouts.health?
          maxRetries                | did you mean retry.maxAttempts?
          connectionTimeout         | write timeouts.acquire, the limit of the wait
          driverClassName           | remove it: type says which driver is used
          db-kind                   | remove it: type says which driver is used
          connectionTestQuery       | remove it: an open connection is checked by its protocol
          connectionInitSql         | run it in each unit of work
          hikari                    | write its settings under pool
          """)
  void aNameFromElsewhereIsAnsweredWithOurs(String written, String hint) {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  a:",
                    "    type: Store",
                    "    url: u:x",
                    "    " + written + ": 5")))
        .singleElement()
        .asString()
        .contains("a." + written + ": is not a known setting")
        .contains("hint: " + hint);
  }

  @Test
  void aNameFromElsewhereThatStandsInItsGroupIsAnsweredWithTheKeyOfTheGroup() {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  a: {type: Store, url: 'u:x', pool: {maximumPoolSize: 5}}",
                    "defaults: {timeouts: {connectTimeout: 1s}}")))
        .anySatisfy(line -> assertThat(line).endsWith("hint: did you mean maxSize?"))
        .anySatisfy(line -> assertThat(line).endsWith("hint: did you mean connect?"));
  }

  @ParameterizedTest
  @CsvSource({"spring", "quarkus", "datasources", "spring.datasource.url"})
  void aFileOfAnotherFrameworkIsAnsweredWithOurShape(String root) {
    assertThat(violations(text("connections:", "  a: {type: Store, url: 'u:x'}", root + ": x")))
        .singleElement()
        .asString()
        .contains("write each of its data sources as a connection");
  }

  /** The anchor comes first in YAML 1.1 files; each merge key is told, and nothing that follows. */
  @Test
  void mergeKeysAreToldWithWhatToWriteInstead() {
    Assertions.assertThatThrownBy(
            () ->
                ConfigurationLoader.load(
                        text(
                            "connections:",
                            "  a: &a {type: Store, url: 'u:x'}",
                            "  b:",
                            "    <<: *a",
                            "  c: {<<: [*a], url: 'u:y'}"))
                    .finish())
        .isInstanceOf(ConnectionConfigurationException.class)
        .satisfies(
            failure -> {
              List<String> lines =
                  ((ConnectionConfigurationException) failure)
                      .diagnosis()
                      .problem()
                      .lines()
                      .skip(1)
                      .map(String::strip)
                      .toList();
              assertThat(lines).hasSize(2);
              assertThat(lines.get(0))
                  .startsWith("connections.yaml:4:5  '<<' is a merge key")
                  .contains("write what all connections share under 'defaults'");
              assertThat(lines.get(1)).startsWith("connections.yaml:5:7  '<<' is a merge key");
            });
  }

  @Test
  void aMissingTypeSaysWhatATypeIs() {
    assertThat(violations(text("connections:", "  a: {user: x, maximumPoolSize: 5}")))
        .singleElement()
        .asString()
        .contains("connections.a.type: is missing; allowed: the name of a type of the registry")
        .endsWith("hint: write it first: it decides which other settings there are");
  }

  @Test
  void aTextWithoutAnEnvironmentSaysThatItHasNone() {
    String line = "  a: {type: Store, url: 'u:x', username: '${env:PATH}'}";
    assertThat(violations(text("connections:", line)))
        .singleElement()
        .asString()
        .contains("refers to the variable PATH, but this configuration reads no environment")
        .contains("add .environment(System.getenv())");
    assertThat(violations(text("connections:", line).environment(Map.of("OTHER", "x"))))
        .singleElement()
        .asString()
        .contains("refers to the variable PATH, which is not set");
  }

  @Test
  void aSystemPropertyIsNotReferredTo() {
    assertThat(
            violations(
                text("connections:", "  a: {type: Store, url: 'u:x', username: '${sys:user}'}")))
        .singleElement()
        .asString()
        .contains("hint: system properties are not referred to; they override settings by name");
  }

  @Test
  void aRelativePathOfASecretSaysWhereItIsSought() {
    assertThat(
            violations(
                text(
                    "connections:", "  a: {type: Store, url: 'u:x', password: '${file:no/such}'}")))
        .singleElement()
        .asString()
        .contains("relative to the working directory")
        .contains(Path.of("no/such").toAbsolutePath().toString());
  }

  @Test
  void aVariableThatNamesNoConnectionSaysThatItCannotAddOne() {
    assertThat(
            violations(
                text("connections:", "  orders: {type: Store, url: 'u:x'}")
                    .environment(Map.of("CONNECTIONS__ZZZZZZ__TYPE", "Store"))))
        .singleElement()
        .asString()
        .contains("cannot add a connection");
  }

  @Test
  void aResourceOfTheClassPathIsReadLikeAFile() {
    ConnectionsConfiguration recipe =
        ConnectionsConfiguration.ofResource(SettingsElsewhereTest.class, "/resource.yaml")
            .environment(Map.of("USER_NAME", "ada"));
    assertThat(Loading.of(recipe).store("packaged").username()).contains("ada");
  }

  @Test
  void aMissingResourceSaysWhereItWasSought() {
    assertThat(
            violations(ConnectionsConfiguration.ofResource(SettingsElsewhereTest.class, "no.yaml")))
        .singleElement()
        .asString()
        .startsWith("classpath:/dev/connections/internal/configuration/no.yaml  does not exist")
        .contains("put it under src/main/resources");
  }

  @Test
  void anAddressOfPostgresBecomesOneOfJdbc() {
    Loading loading =
        Loading.of(
            text("connections:", "  orders-db: {type: Store}")
                .environment(Map.of("ORDERS_DB_URI", "postgresql://ann:pw-123456@db:5432/orders")));
    assertThat(loading.store("orders-db").url()).hasToString("jdbc:postgresql://db:5432/orders");
    assertThat(loading.store("orders-db").username()).contains("ann");
  }
}
