package dev.connections.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server at a fixed port of loopback, which can be stopped and started again with
 * its data. It has TLS, the superuser {@code postgres} whom it trusts, and the role {@code app},
 * who must know {@link #PASSWORD}.
 *
 * <p>Where the binaries cannot run, the test that asks for the server is skipped with the reason.
 */
public final class PostgresServer implements AutoCloseable {

  /** Appears nowhere but here; a test looks for it in everything that was logged. */
  public static final String PASSWORD = "canary-4711-secret";

  private static final Path FOLDER = Path.of("target", "pg").toAbsolutePath();

  private static @Nullable PostgresServer shared;

  private final int port;
  private final Path data;
  private final TestCertificate certificate;
  private final Map<String, String> settings;
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(
      int port, Path data, TestCertificate certificate, Map<String, String> settings) {
    this.port = port;
    this.data = data;
    this.certificate = certificate;
    this.settings = settings;
  }

  /** The server that tests share which leave it as they found it; it ends with the JVM. */
  public static PostgresServer shared() throws Exception {
    PostgresServer server = shared;
    if (server == null) {
      server = started();
      shared = server;
    }
    return server;
  }

  /** A server of its own for a test that stops it. */
  public static PostgresServer started() throws Exception {
    return started(TestCertificate.forLoopback(), Map.of());
  }

  /**
   * The same with another certificate, or other settings.
   *
   * @param settings the server's, which go over those that it has here
   */
  public static PostgresServer started(TestCertificate certificate, Map<String, String> settings)
      throws Exception {
    skipWhereItCannotRun();
    Files.createDirectories(FOLDER);
    PostgresServer server =
        new PostgresServer(
            freePort(), Files.createTempDirectory(FOLDER, "data"), certificate, settings);
    Files.delete(server.data); // initdb wants to make it
    server.start();
    server.asSuperuser("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'");
    server.asSuperuser("GRANT ALL ON SCHEMA public TO app");
    return server;
  }

  /**
   * A hot standby of this server, which follows it. The server is stopped for a moment, as its data
   * are copied: the embedded binaries have no pg_basebackup.
   */
  public PostgresServer standby() throws Exception {
    stop();
    Path copy = Files.createTempDirectory(FOLDER, "standby");
    Files.delete(copy);
    copyData(data, copy);
    start();
    Files.createFile(copy.resolve("standby.signal"));
    Files.writeString(
        copy.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres sslmode=disable'\n");
    PostgresServer standby = new PostgresServer(freePort(), copy, certificate, settings);
    standby.start();
    return standby;
  }

  private static void copyData(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectory(
              target,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (!file.getFileName().toString().equals("postmaster.pid")) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void skipWhereItCannotRun() throws Exception {
    if (!System.getProperty("user.name").equals("root")
        || !System.getProperty("os.name").equals("Linux")) {
      return;
    }
    boolean namespaces;
    try {
      Process unshare = new ProcessBuilder("unshare", "-U", "true").start();
      namespaces = unshare.waitFor(10, TimeUnit.SECONDS) && unshare.exitValue() == 0;
    } catch (IOException notInstalled) {
      namespaces = false;
    }
    if (!namespaces) {
      String reason =
          "PostgreSQL does not run as root, and there are no user namespaces here (unshare -U): run"
              + " the tests as an ordinary user";
      // The build's output names skipped tests, but not why.
      System.out.println("Tests are skipped: " + reason);
      Assumptions.abort(reason);
    }
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it again if it was stopped; it is the same server with the same data. */
  public void start() throws Exception {
    if (running != null) {
      return;
    }
    // On a platform thread: the launcher waits for processes in a static initializer.
    FutureTask<EmbeddedPostgres> launch = new FutureTask<>(this::launch);
    new Thread(launch, "postgres-launcher").start();
    running = launch.get();
  }

  private EmbeddedPostgres launch() throws IOException {
    EmbeddedPostgres.Builder builder = builder();
    settings.forEach(builder::setServerConfig);
    return builder.start();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(FOLDER.toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("ssl", "on")
        .setServerConfig("ssl_cert_file", certificate.certificate().toString())
        .setServerConfig("ssl_key_file", certificate.key().toString())
        .setServerConfig("password_encryption", "scram-sha-256")
        .setServerConfig("logging_collector", "on")
        .setServerConfig("log_directory", "server-log")
        .setServerConfig("log_filename", "server.log")
        .setDataDirectoryCustomizer(PostgresServer::demandPasswords);
  }

  private static void demandPasswords(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          """
          local all all trust
          host all postgres all trust
          host replication postgres all trust
          host all all all scram-sha-256
          """);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Replaces the rule by which {@code app} is let in. */
  public void admitAppBy(String rule) throws Exception {
    Files.writeString(
        data.resolve("pg_hba.conf"), "local all all trust\nhost all postgres all trust\n" + rule);
    asSuperuser("SELECT pg_reload_conf()");
    Await.until(
        "the rules to be read",
        () -> !ask("SELECT count(*) FROM pg_hba_file_rules WHERE error IS NULL").equals("0"));
  }

  /** Stops it as a shutdown does: sessions are ended, new ones refused. */
  public void stop() throws IOException {
    EmbeddedPostgres server = running;
    running = null;
    if (server != null) {
      server.close();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /** Where it listens on loopback, always. */
  public int port() {
    return port;
  }

  /** The process that the others are children of. */
  public String postmasterPid() throws IOException {
    return Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
  }

  /** What the server itself has logged, over all its starts. */
  public String log() throws IOException {
    return Files.readString(data.resolve("server-log").resolve("server.log"));
  }

  public TestCertificate certificate() {
    return certificate;
  }

  public String url() {
    return url(port);
  }

  public static String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** A second pair of eyes: a connection that has nothing to do with what is tested. */
  public Connection observer() throws SQLException {
    return DriverManager.getConnection(url() + "?user=postgres&ApplicationName=observer");
  }

  public void asSuperuser(String sql) throws SQLException {
    try (Connection observer = observer();
        Statement statement = observer.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the only row. */
  public String ask(String sql) throws SQLException {
    try (Connection observer = observer();
        Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** How many sessions of an application are there, or are in this state. */
  public int sessions(String application, String where) throws SQLException {
    return Integer.parseInt(
        ask(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                + application
                + "' AND "
                + where));
  }

  public static void makePrivate(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
