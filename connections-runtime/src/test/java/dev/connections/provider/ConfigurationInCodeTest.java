package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.testsupport.ClassLoadLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application without a document, which configures its connections in code. */
@Timeout(60)
class ConfigurationInCodeTest {

  private static ConnectionProviderBuilder builder(ConnectionsConfiguration configuration) {
    return Connections.builder()
        .types(new FakeTypes(new FakeSystem()))
        .configuration(configuration);
  }

  private static ConnectionsConfiguration orders() {
    return ConnectionsConfiguration.ofCode()
        .with("connections.orders.type", "Fake")
        .with("connections.orders.url", "fake://orders")
        .with("defaults.timeouts.total", "7s");
  }

  /** Opens and uses a connection. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      try (ConnectionProvider provider = builder(orders()).open()) {
        provider.get("orders", FakeConnection.class).connect();
        System.out.println(provider.names());
      }
    }
  }

  @Test
  void connectionsAreThoseThatCodeHasAdded() {
    try (ConnectionProvider provider = builder(orders()).open()) {
      assertThat(provider.names()).containsExactly("orders");
      assertThat(provider.configuration(FakeTypes.FAKE, "orders").url()).isEqualTo("fake://orders");
    }
    assertThat(builder(orders()).effectiveSettings().toString()).contains("7s");
  }

  @Test
  void aMistakeIsReportedAsOneInCode() {
    assertThatThrownBy(
            () -> builder(orders().with("connections.orders.ulr", "fake://orders")).open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("connections.orders.ulr")
        .hasMessageContaining("url")
        .hasMessageContaining("code");
    assertThatThrownBy(() -> builder(ConnectionsConfiguration.ofCode()).open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("connections")
        .hasMessageContaining("is missing");
  }

  @Test
  void noLibraryForDocumentsIsLoaded() throws Exception {
    ClassLoadLog log = ClassLoadLog.of(Program.class);

    assertThat(log.exitValue()).as(log.toString()).isZero();
    assertThat(log.lines()).contains("[orders]").noneMatch(line -> line.contains("org.snakeyaml"));
  }
}
