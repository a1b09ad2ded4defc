package dev.connections.traps;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.SecretResolver;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.rest.RestConnection;
import dev.connections.sql.SqlConnection;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Connections, opened as an application opens it: by the text of a configuration. */
final class Ours implements AutoCloseable {

  private static final String REST = entry("api", "Rest", "url: http://localhost:1");

  private final ConnectionProvider provider;

  private Ours(ConnectionProvider provider) {
    this.provider = provider;
  }

  /** One PostgreSQL connection, {@code db}. */
  static Ours sql(int port, String... settings) {
    return of(postgres("db", port, settings));
  }

  /** One REST connection, {@code api}. */
  static Ours rest(String url, String... settings) {
    return of(entry("api", "Rest", prepend("url: " + url, settings)));
  }

  /** One REST connection, {@code api}, of whose calls this hears. */
  static Ours observed(OpenTelemetry telemetry, String url, String... settings) {
    return new Ours(
        builder(entry("api", "Rest", prepend("url: " + url, settings)))
            .openTelemetry(telemetry)
            .open());
  }

  /** Any entries. */
  static Ours of(String... entries) {
    return of(List.of(), TimeSource.system(), entries);
  }

  /** Any entries, with the variable {@code KEY}. */
  static Ours withSecret(String secret, String... entries) {
    return new Ours(
        Connections.builder()
            .types(ConnectionTypes.source())
            .configuration(text(entries).environment(Map.of("KEY", secret)))
            .open());
  }

  /** Any entries, with what finds secrets. */
  static Ours withSecrets(SecretResolver secrets, String... entries) {
    return new Ours(
        Connections.builder()
            .types(ConnectionTypes.source())
            .configuration(text(entries).secretResolver(secrets))
            .open());
  }

  static Ours of(List<ConnectionListener> listeners, TimeSource time, String... entries) {
    ConnectionProviderBuilder builder = builder(entries).time(time);
    listeners.forEach(builder::listener);
    return new Ours(builder.open());
  }

  static String postgres(String name, int port, String... settings) {
    return entry(
        name,
        "PostgreSql",
        prepend(
            "url: jdbc:postgresql://localhost:" + port + "/postgres",
            prepend("username: postgres", settings)));
  }

  /** An entry of the configuration; each setting is a line, or several. */
  static String entry(String name, String type, String... settings) {
    return "  "
        + name
        + ":\n    type: "
        + type
        + "\n"
        + Arrays.stream(settings)
            .map(setting -> setting.strip().indent(4))
            .collect(Collectors.joining());
  }

  private static String[] prepend(String first, String... rest) {
    String[] all = new String[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static ConnectionProviderBuilder builder(String... entries) {
    return Connections.builder()
        .types(ConnectionTypes.source())
        .configuration(text(entries).environment(Map.of("PASSWORD", PostgresPeer.PASSWORD)));
  }

  private static ConnectionsConfiguration text(String... entries) {
    return ConnectionsConfiguration.ofText(
        "connections.yaml", "connections:\n" + String.join("", entries));
  }

  /**
   * Whether connections have this setting already. What they do not have yet is left out, and the
   * row says what is measured without it.
   */
  static boolean knows(String setting) {
    return isValid(REST + setting.indent(4));
  }

  /** Whether this version accepts such an entry. */
  static boolean isValid(String entry) {
    try {
      builder(entry).verify();
      return true;
    } catch (ConnectionConfigurationException unknown) {
      return false;
    }
  }

  /** These settings, without those that are not there yet. */
  static String[] known(String... settings) {
    return Arrays.stream(settings).filter(Ours::knows).toArray(String[]::new);
  }

  SqlConnection sql() {
    return provider.get("db", SqlConnection.class);
  }

  RestConnection rest() {
    return provider.get("api", RestConnection.class);
  }

  ConnectionProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    provider.close(Duration.ofSeconds(2));
  }
}
