package dev.connections.traps;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL with TLS by a certificate that nobody knows, the superuser {@code postgres},
 * whom it trusts, and the role {@code app}, who must know {@link #PASSWORD}.
 */
final class PostgresPeer implements AutoCloseable {

  static final String PASSWORD = "canary-4711-secret";

  private final EmbeddedPostgres server;
  private final AtomicInteger tables = new AtomicInteger();

  private PostgresPeer(EmbeddedPostgres server) {
    this.server = server;
  }

  static PostgresPeer start(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path data = Files.createTempDirectory(folder, "data").resolve("new");
    ServerCertificate certificate = ServerCertificate.in(folder.resolve("tls"));
    EmbeddedPostgres server;
    try {
      server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.toFile())
              .setDataDirectory(data)
              .setPGStartupWait(Duration.ofSeconds(30))
              .setServerConfig("ssl", "on")
              .setServerConfig("ssl_cert_file", certificate.certificate().toString())
              .setServerConfig("ssl_key_file", certificate.key().toString())
              .setServerConfig("max_connections", "120")
              .setDataDirectoryCustomizer(made -> demandPasswords(made.toPath()))
              .start();
    } catch (IllegalStateException | IOException failure) {
      throw new UnavailablePeerException(
          "PostgreSQL cannot start here: " + failure.getMessage(), failure);
    }
    PostgresPeer peer = new PostgresPeer(server);
    peer.tell("create role app login password '" + PASSWORD + "'");
    peer.tell("grant all on schema public to app");
    return peer;
  }

  private static void demandPasswords(Path data) {
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          """
          local all all trust
          host all postgres all trust
          host all all all scram-sha-256
          """);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int port() {
    return server.getPort();
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
    try (Connection observer = observer();
        Statement statement = observer.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the only row. */
  String ask(String sql) throws SQLException {
    try (Connection observer = observer();
        Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
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
