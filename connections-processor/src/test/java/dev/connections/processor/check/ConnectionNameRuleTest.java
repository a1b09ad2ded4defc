package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.ConfigurationLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler refuses exactly the names that no configuration can have. */
class ConnectionNameRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders-db",
        "a",
        "a1-",
        "Bad_Name",
        "orders.db",
        "1a",
        "-a",
        "größe",
        "defaults",
        "profile",
        "profiles",
        "a b",
        "A",
        "connections",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void theCompilerAndTheRuntimeAgreeOnNames(String name) {
    String document = "connections: {\"" + name + "\": {type: X}}";

    assertThat(ConnectionNameRule.problem(name).isEmpty()).isEqualTo(isLoaded(document));
  }

  private static boolean isLoaded(String document) {
    try {
      ConfigurationLoader.load(ConnectionsConfiguration.ofText("c.yaml", document)).finish();
      return true;
    } catch (ConnectionConfigurationException refused) {
      assertThat(refused).hasMessageMatching("(?s).*(not a connection's name|reserved name).*");
      return false;
    }
  }
}
