package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.rest.internal.connection.SelectedCodec;
import dev.connections.rest.internal.request.RequestParts;
import dev.connections.rest.internal.request.RequestWriter;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonLibrary;
import dev.connections.rest.json.JsonType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Boots a JVM whose class path has everything but Jackson. */
class NoJacksonTest {

  /** What that JVM runs. */
  static final class Program {

    private Program() {}

    /** Looks for the default codec, then uses another one. */
    public static void main(String[] arguments) throws IOException {
      try {
        Class<?> found = new SelectedCodec(JsonLibrary.JACKSON).get().getClass();
        throw new AssertionError("Jackson is there: " + found);
      } catch (IllegalStateException missing) {
        System.out.println("missing: " + missing.getMessage());
      }
      RestRequest request = RestRequest.post("/x").body("mine");
      okhttp3.RequestBody body =
          RequestWriter.write(
                  RequestParts.of(request), request.operation(), true, QuotingCodec::new)
              .body();
      System.out.println("sent: " + (body == null ? -1 : body.contentLength()));
    }
  }

  /** A codec that needs no library. */
  static final class QuotingCodec implements JsonCodec {

    @Override
    public byte[] encode(Object value) {
      return ('"' + value.toString() + '"').getBytes(UTF_8);
    }

    @Override
    public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
      throw new IOException("not needed");
    }
  }

  @Test
  @Timeout(60)
  void withoutJacksonEverythingButTheDefaultCodecWorks() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jackson"))
            .collect(Collectors.joining(File.pathSeparator));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), UTF_8);

    assertThat(java.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("missing: There is no JSON codec")
        .contains("com.fasterxml.jackson.core:jackson-databind")
        .contains("RestConnection.withCodec")
        .contains("sent: 6");
    assertThat(java.exitValue()).isZero();
  }
}
