package dev.connections.sql.postgresql;

import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A private PgBouncer before a PostgreSQL server, at a free port of loopback. The test that asks
 * for it is skipped with the reason where the program is missing.
 */
final class PgBouncer implements AutoCloseable {

  private final Process process;
  private final int port;
  private final Path folder;

  private PgBouncer(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * One with a single session of the server, or a few where they are not shared.
   *
   * @param mode its {@code pool_mode}
   * @param settings further lines of its file
   */
  static PgBouncer before(PostgresServer server, String mode, String... settings) throws Exception {
    String program = program();
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    // Not below the build's folder, which an ordinary user may not be allowed to reach.
    Path folder =
        Files.createTempDirectory(
            "pgbouncer",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder.resolve("users.txt"), "\"app\" \"" + PostgresServer.PASSWORD + "\"\n");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "[databases]",
                "* = host=127.0.0.1 port="
                    + server.port()
                    + " pool_size="
                    + (mode.equals("session") ? 5 : 1),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = plain",
                "auth_file = " + folder.resolve("users.txt"),
                "pool_mode = " + mode));
    lines.addAll(List.of(settings));
    Path file = Files.write(folder.resolve("pgbouncer.ini"), lines);
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
    }
    command.addAll(List.of(program, file.toString()));
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    PgBouncer started = new PgBouncer(process, port, folder);
    Await.until("PgBouncer to listen", started::listens);
    return started;
  }

  private static String program() {
    for (String folder : new String[] {"/usr/sbin", "/usr/bin", "/usr/local/bin"}) {
      Path program = Path.of(folder, "pgbouncer");
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    return Assumptions.abort("pgbouncer is not installed (apt-get install pgbouncer)");
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "PgBouncer has ended: " + Files.readString(folder.resolve("output.txt")));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** What an application without this library connects with. */
  String foreignUrl() {
    return url() + "?user=app&prepareThreshold=0&password=" + PostgresServer.PASSWORD;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (String name : new String[] {"users.txt", "pgbouncer.ini", "output.txt"}) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }
}
