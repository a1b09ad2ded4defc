package dev.connections.traps;

import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestCertificate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL with TLS by a certificate that nobody knows, the superuser {@code postgres},
 * whom it trusts, and the role {@code app}, who must know {@link #PASSWORD}.
 */
final class PostgresPeer implements AutoCloseable {

  static final String PASSWORD = PostgresServer.PASSWORD;

  private final PostgresServer server;
  private final AtomicInteger tables = new AtomicInteger();

  private PostgresPeer(PostgresServer server) {
    this.server = server;
  }

  static PostgresPeer start() throws Exception {
    try {
      return new PostgresPeer(
          PostgresServer.started(TestCertificate.forLoopback(), Map.of("max_connections", "120")));
    } catch (TestAbortedException | IllegalStateException | IOException failure) {
      throw new UnavailablePeerException(
          "PostgreSQL cannot start here: " + failure.getMessage(), failure);
    }
  }

  int port() {
    return server.port();
  }

  String url() {
    return url(port());
  }

  /**
   * The address of a proxy to it, in clear: a proxy cannot tell one encrypted request from another.
   */
  static String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres?sslmode=disable";
  }

  /** A second pair of eyes, which has nothing to do with what is measured. */
  Connection observer() throws SQLException {
    return DriverManager.getConnection(url() + "&user=postgres&ApplicationName=observer");
  }

  void tell(String sql) throws SQLException {
    server.asSuperuser(sql);
  }

  /** The first column of the only row. */
  String ask(String sql) throws SQLException {
    return server.ask(sql);
  }

  /** A new, empty table with a column {@code id}; the name of it. */
  String table() throws SQLException {
    String name = "t" + tables.incrementAndGet();
    tell("create table " + name + " (id int)");
    return name;
  }

  int count(String table) throws SQLException {
    return Integer.parseInt(ask("select count(*) from " + table));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
