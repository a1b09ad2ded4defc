package dev.connections.traps;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.failure.ConnectionException;
import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * T23. A server shows a certificate that nobody has signed, for another name than it was called by.
 *
 * <p>HikariCP: a URL with host and database, the driver's defaults. OkHttp: defaults. Connections:
 * both, defaults; the database is called by a name that is not this machine's, for which ours is
 * less strict.
 */
final class UnverifiedHost implements Trap {

  @Override
  public String id() {
    return "T23";
  }

  @Override
  public String title() {
    return "TLS without a look at the certificate";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, UnverifiedHost::hikari,
        Contestant.OKHTTP, UnverifiedHost::okHttp,
        Contestant.CONNECTIONS, UnverifiedHost::connections);
  }

  private static String url(Peers peers) throws Exception {
    HostNames.demand();
    return "jdbc:postgresql://" + HostNames.DATABASE + ":" + peers.postgres().port() + "/postgres";
  }

  private static Verdict hikari(Peers peers) throws Exception {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url(peers));
    configuration.setUsername("postgres");
    configuration.setMaximumPoolSize(1);
    configuration.setConnectionTimeout(2_000);
    try (HikariDataSource pool = new HikariDataSource(configuration);
        Connection jdbc = pool.getConnection()) {
      String encrypted = Sql.ask(jdbc, "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
      return Verdict.of(
          false,
          "%s, connected with TLS %s to a self-signed stranger",
          HostNames.DATABASE,
          encrypted.equals("t") ? "on" : "off");
    } catch (SQLException | RuntimeException refused) {
      return Verdict.of(true, "refused, %s", Sql.state(refused));
    }
  }

  private static Verdict okHttp(Peers peers) throws Exception {
    HttpsServer server = https();
    try (PlainClient client = new PlainClient()) {
      client.get("https://" + HostNames.DATABASE + ":" + server.getAddress().getPort());
      return Verdict.of(false, "answered");
    } catch (IOException refused) {
      return Verdict.of(true, "refused, %s", Sql.name(refused));
    } finally {
      server.stop(0);
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    HttpsServer server = https();
    try (Ours ours =
        Ours.of(
            Ours.entry("db", "PostgreSql", "url: " + url(peers), "username: postgres"),
            Ours.entry(
                "api",
                "Rest",
                "url: https://" + HostNames.DATABASE + ":" + server.getAddress().getPort()))) {
      String database = refusal(() -> ours.sql().execute(Connection::isReadOnly));
      String api = refusal(() -> ours.rest().get("/", String.class));
      return Verdict.of(
          !database.isEmpty() && !api.isEmpty(),
          "database: %s; API: %s",
          database.isEmpty() ? "connected" : "refused, " + database,
          api.isEmpty() ? "answered" : "refused, " + api);
    } finally {
      server.stop(0);
    }
  }

  private interface Use {
    Object run() throws Exception;
  }

  /** The exception by which it was refused; empty if it was not. */
  private static String refusal(Use use) throws Exception {
    try {
      use.run();
      return "";
    } catch (ConnectionException refused) {
      Throwable root = refused;
      for (Throwable cause = root; cause != null; cause = cause.getCause()) {
        root = cause;
      }
      return Sql.name(root);
    }
  }

  private static HttpsServer https() throws Exception {
    HostNames.demand();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.forLoopback().server()));
    server.createContext("/", exchange -> HttpPeer.reply(exchange, 200, "{}"));
    server.start();
    return server;
  }
}
