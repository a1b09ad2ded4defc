package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.failure.ConnectionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Request;

/**
 * T24. Things go wrong where secrets are configured; everything that is thrown, printed and logged
 * is searched for them.
 *
 * <p>HikariCP: a password in the URL, one of TLS among the properties, its configuration logged at
 * DEBUG, and a URL that no driver knows. OkHttp: an API key in a header and a key in the query;
 * what a request prints, which is what people log. Connections: a password that the server refuses,
 * an API key that it refuses, a password in a URL; exceptions with their diagnosis, snapshots, log.
 */
final class LeakedSecrets implements Trap {

  private static final String CANARY = "canary-0815";

  @Override
  public String id() {
    return "T24";
  }

  @Override
  public String title() {
    return "secrets in logs, exceptions and what objects print";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, LeakedSecrets::connections);
  }

  private static Verdict hikari() throws Exception {
    List<String> leaks = new ArrayList<>();
    int logged = log().length();
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(
        "jdbc:postgresql://localhost:1/x?user=app&password=" + CANARY + "-url");
    configuration.setPassword(CANARY + "-plain");
    configuration.addDataSourceProperty("sslpassword", CANARY + "-tls");
    configuration.setInitializationFailTimeout(-1);
    new HikariDataSource(configuration).close();
    String log = log().substring(logged);
    note(leaks, log, CANARY + "-url", "log: password in the URL");
    note(leaks, log, CANARY + "-plain", "log: password");
    note(leaks, log, CANARY + "-tls", "log: sslpassword");
    HikariConfig unknown = new HikariConfig();
    unknown.setJdbcUrl("jdbc:unknown://app:" + CANARY + "@localhost/x");
    try {
      new HikariDataSource(unknown).close();
    } catch (RuntimeException failure) {
      note(leaks, print(failure), CANARY, "exception: URL with password");
    }
    return verdict(leaks);
  }

  private static Verdict okHttp() {
    List<String> leaks = new ArrayList<>();
    String printed =
        new Request.Builder()
            .url("http://localhost:1/x?key=" + CANARY + "-query")
            .header("X-Api-Key", CANARY + "-header")
            .header("Authorization", "Bearer " + CANARY + "-bearer")
            .build()
            .toString();
    note(leaks, printed, CANARY + "-query", "toString: query");
    note(leaks, printed, CANARY + "-header", "toString: X-Api-Key");
    note(leaks, printed, CANARY + "-bearer", "toString: Authorization");
    return verdict(leaks);
  }

  private static Verdict connections(Peers peers) throws Exception {
    List<String> leaks = new ArrayList<>();
    int logged = log().length();
    String database = "url: jdbc:postgresql://localhost:" + peers.postgres().port() + "/postgres";
    try (HttpPeer server =
            HttpPeer.of(
                (exchange, number) ->
                    HttpPeer.reply(
                        exchange,
                        401,
                        "{\"detail\": \"no such key: "
                            + exchange.getRequestHeaders().getFirst("X-Api-Key")
                            + "\"}"));
        Ours ours =
            Ours.withSecret(
                CANARY,
                Ours.entry("db", "PostgreSql", database, "username: app", "password: ${env:KEY}"),
                Ours.entry("api", "Rest", "url: " + server.url(), "apiKey: ${env:KEY}"))) {
      note(leaks, failure(() -> ours.sql().execute(Connection::isReadOnly)), CANARY, "database");
      note(leaks, failure(() -> ours.rest().get("/", String.class)), CANARY, "API");
      note(leaks, ours.provider().snapshot().toString(), CANARY, "snapshot");
      note(
          leaks,
          ours.provider().checkHealth(java.time.Duration.ofSeconds(3)).toString(),
          CANARY,
          "health");
    }
    String inUrl =
        failure(
            () ->
                Ours.of(
                    Ours.entry(
                        "db",
                        "PostgreSql",
                        "url: jdbc:postgresql://localhost:1/x?password=" + CANARY,
                        "username: app")));
    note(leaks, inUrl, CANARY, "configuration");
    note(leaks, log().substring(logged), CANARY, "log");
    return verdict(leaks);
  }

  private interface Use {
    Object run() throws Exception;
  }

  /** All that can be printed of the failure, of which there must be one. */
  private static String failure(Use use) throws Exception {
    try {
      use.run();
      throw new IllegalStateException("It should have been refused");
    } catch (ConnectionException failure) {
      return print(failure) + failure.diagnosis();
    }
  }

  private static String print(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String log() throws IOException {
    String file = System.getProperty("org.slf4j.simpleLogger.logFile", "target/traps.log");
    Path log = Path.of(file);
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static void note(List<String> leaks, String text, String canary, String place) {
    if (text.contains(canary)) {
      leaks.add(place);
    }
  }

  private static Verdict verdict(List<String> leaks) {
    return Verdict.of(
        leaks.isEmpty(),
        "%d places%s",
        leaks.size(),
        leaks.isEmpty() ? "" : ": " + String.join(", ", leaks));
  }
}
