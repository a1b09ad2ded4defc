package dev.connections.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx of this machine, with a folder of its own below {@code target}. */
final class Nginx implements AutoCloseable {

  private static final Pattern ACTIVE = Pattern.compile("Active connections: (\\d+)");

  private final Path folder;
  private final Process process;
  private final int port;
  private final int streamPort;

  /** Accepts connections, and says nothing. */
  private final ServerSocket silent;

  private Nginx(String program) throws IOException {
    folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target").toAbsolutePath()), "nginx");
    silent = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    port = unusedPort();
    streamPort = unusedPort();
    Files.writeString(folder.resolve("nginx.conf"), configuration(unusedPort()));
    process =
        new ProcessBuilder(program, "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Await.until("nginx listens", () -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new IOException("nginx has ended: " + Files.readString(folder.resolve("output")));
    }
  }

  /** A new one; empty if it is not installed. */
  static Optional<Nginx> start() throws IOException {
    Optional<Path> program =
        Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1)),
                Stream.of("/usr/sbin"))
            .map(directory -> Path.of(directory, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    return program.isEmpty() ? Optional.empty() : Optional.of(new Nginx(program.get().toString()));
  }

  private String configuration(int unused) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    events { worker_connections 512; }
    http {
      access_log access.log;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d;
        location = /active { access_log off; stub_status; }
        location ~ /health$ { access_log off; return 200; }
        location /nothing-behind/ { proxy_pass http://127.0.0.1:%d; }
        location /silence-behind/ { proxy_pass http://127.0.0.1:%d; proxy_read_timeout 200ms; }
        location /closed/ { return 444; }
        location /busy/ { add_header Retry-After 60 always; return 503; }
        location /moved/ { return 301 /elsewhere/; }
        location /small/ { client_max_body_size 1k; proxy_pass http://127.0.0.1:%d; }
        location / { return 200; }
      }
      server {
        listen 127.0.0.1:%d http2;
        keepalive_requests 3;
        location ~ /health$ { access_log off; return 200; }
        location / { return 200; }
      }
    }
    """
        .formatted(port, unused, silent.getLocalPort(), unused, streamPort);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where HTTP/2 is spoken; each connection takes three requests, then a GOAWAY comes. */
  int streamPort() {
    return streamPort;
  }

  int port() {
    return port;
  }

  /** How many requests there were whose path begins like this. */
  int requests(String path) {
    openSockets(); // its only thread has logged what it answered before
    try (Stream<String> lines = Files.lines(folder.resolve("access.log"))) {
      return (int) lines.filter(line -> line.contains(" " + path)).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How many connections of clients there are. */
  int openSockets() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      FaultServer.write(socket, "GET /active HTTP/1.0\r\n\r\n");
      Matcher active =
          ACTIVE.matcher(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
      return active.find() ? Integer.parseInt(active.group(1)) - 1 : -1;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    silent.close();
  }

  /** What one cell of the matrix meets: a path below which nothing else is asked for. */
  Counterpart at(String path) {
    return new Counterpart() {
      @Override
      public String url() {
        return "http://127.0.0.1:" + port + path;
      }

      @Override
      public int requests() {
        return Nginx.this.requests(path + "/");
      }

      @Override
      public int openSockets() {
        return 0; // those of all cells are counted at the end
      }

      @Override
      public void close() {
        // goes on for the others
      }
    };
  }
}
