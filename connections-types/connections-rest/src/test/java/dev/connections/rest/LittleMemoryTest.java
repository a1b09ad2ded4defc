package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that do not fit into the memory of a JVM pass through it. At length: {@code
 * -Dbody.bytes=3000000000}.
 */
@Timeout(300)
class LittleMemoryTest {

  private static final long BYTES = Long.getLong("body.bytes", 300_000_000);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(threads);
    server.createContext("/api/down", LittleMemoryTest::down);
    server.createContext("/api/up", LittleMemoryTest::up);
    server.createContext("/", exchange -> answer(exchange, ""));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void down(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, BYTES);
    byte[] chunk = new byte[100_000];
    try (OutputStream out = exchange.getResponseBody()) {
      for (long left = BYTES; left > 0; left -= chunk.length) {
        out.write(chunk);
      }
    }
  }

  private static void up(HttpExchange exchange) throws IOException {
    long all = 0;
    byte[] chunk = new byte[100_000];
    InputStream in = exchange.getRequestBody();
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      all += count;
    }
    answer(exchange, String.valueOf(all));
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.sendResponseHeaders(200, body.isEmpty() ? -1 : body.length());
    if (!body.isEmpty()) {
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
    exchange.close();
  }

  private String run(String what) throws Exception {
    Path file = folder.resolve("body");
    if (what.equals("file")) { // sparse where the file system can
      try (FileChannel made =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        made.write(ByteBuffer.allocate(1), BYTES - 1);
      }
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LittleMemoryProgram.class.getName(),
                what,
                String.valueOf(server.getAddress().getPort()),
                String.valueOf(BYTES),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    Files.deleteIfExists(file);
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {"download", "stream", "file", "source", "once", "multipart"})
  void whatDoesNotFitIntoMemoryIsMoved(String what) throws Exception {
    assertThat(run(what)).contains("moved " + BYTES);
  }

  /** The counterpart: an answer that is read to its end needs the memory. */
  @Test
  void anAnswerThatIsReadToItsEndDoesNotFit() throws Exception {
    assertThat(run("whole")).contains("OutOfMemoryError");
  }
}
