package dev.connections.rest.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.rest.internal.request.ExpectedHealth;
import dev.connections.rest.json.JacksonJsonCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HealthProbeTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile int headStatus = 200;
  private volatile int getStatus = 200;
  private volatile String getBody = "";
  private ExpectedHealth expected = new ExpectedHealth(List.of(), Map.of());
  private HttpServer server = startServer();
  private HealthProbe probe = probe();

  private HttpServer startServer() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext(
          "/",
          exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().add("Server", "acme-api/2.7 (linux)");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            byte[] body = head ? new byte[0] : getBody.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                head ? headStatus : getStatus, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      started.start();
      return started;
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private HealthProbe probe() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
    return new HealthProbe(
        new OkHttpClient(),
        HttpUrl.get(url),
        "http://the-address",
        expected,
        JacksonJsonCodec::new,
        null);
  }

  @BeforeEach
  void forget() {
    seen.clear();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HealthProbe.Sign ask() throws IOException {
    return probe.ask(Deadline.after(Duration.ofSeconds(5), TimeSource.system()));
  }

  @Test
  void theServerIsAskedByHeadAndDescribed() throws Exception {
    HealthProbe.Sign sign = ask();

    assertThat(seen).containsExactly("HEAD /health");
    assertThat(sign.server().product()).isEqualTo("acme-api");
    assertThat(sign.server().version()).isEqualTo("2.7");
    assertThat(sign.server().address()).isEqualTo("http://the-address", null);
    assertThat(sign.finding().problem()).isNull();
    assertThat(sign.finding().data())
        .containsExactly(Map.entry("probe", "HEAD /health"), Map.entry("status", "200"));
  }

  @ParameterizedTest
  @ValueSource(ints = {405, 501})
  void aServerThatKnowsNoHeadIsAskedByGetFromThenOn(int status) throws Exception {
    headStatus = status;

    assertThat(ask().finding().data()).containsEntry("status", "200");
    assertThat(ask().finding().data()).containsEntry("status", "200");
    assertThat(seen).containsExactly("HEAD /health", "GET /health", "GET /health");
  }

  @ParameterizedTest
  @CsvSource({
    "200, false",
    "204, false",
    "401, false",
    "404, false",
    "429, false",
    "500, true",
    "503, true"
  })
  void anyAnswerBelow500MeansThatTheServerIsThere(int status, boolean failure) throws Exception {
    headStatus = status;

    HealthProbe.Sign sign = ask();

    assertThat(sign.finding().problem() != null).isEqualTo(failure);
    assertThat(sign.finding().data().containsKey("note"))
        .as("says why 4xx counts")
        .isEqualTo(status >= 400 && status < 500);
  }

  @Test
  void aServerWithoutANameIsJustAServer() throws Exception {
    probe =
        new HealthProbe(
            new OkHttpClient.Builder()
                .addNetworkInterceptor(
                    chain ->
                        chain.proceed(chain.request()).newBuilder().removeHeader("Server").build())
                .build(),
            HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort() + "/health"),
            "http://the-address",
            expected,
            JacksonJsonCodec::new,
            null);

    assertThat(ask().server().product()).isEqualTo("HTTP server");
    assertThat(ask().server().version()).isNull();
  }

  private void expect(List<String> statuses, Map<String, String> texts) {
    expected = new ExpectedHealth(statuses, texts);
    probe = probe();
  }

  @ParameterizedTest
  @CsvSource({"200, false", "204, true", "301, false", "401, true", "404, true", "500, true"})
  void aStatusThatIsNotExpectedIsAProblem(int status, boolean failure) throws Exception {
    headStatus = status;
    expect(List.of("200", "3xx"), Map.of());

    HealthProbe.Sign sign = ask();

    assertThat(sign.finding().problem() != null).isEqualTo(failure);
    assertThat(sign.finding().data()).doesNotContainKey("note");
  }

  @Test
  void aHealthDocumentIsAskedForByGetAndItsTextsCount() throws Exception {
    expect(List.of(), Map.of("status", "UP", "components.db.status", "UP"));

    getBody = "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\"}}}";
    assertThat(ask().finding().problem()).isNull();
    getBody = "{\"status\":\"DOWN\",\"components\":{\"db\":{}}}";
    assertThat(ask().finding().problem())
        .isEqualTo(
            "The probe GET /health was answered with 200: 'components.db.status' is missing, not"
                + " 'UP', 'status' is 'DOWN', not 'UP'");
    assertThat(seen).containsExactly("GET /health", "GET /health");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[1]", "null", "{\"status\":"})
  void whatIsNoHealthDocumentIsAProblem(String body) throws Exception {
    expect(List.of(), Map.of("status", "UP"));
    getBody = body;

    assertThat(ask().finding().problem())
        .startsWith("The probe GET /health was answered with 200: ");
  }

  @Test
  void aDocumentThatIsTooLongIsNotRead() throws Exception {
    expect(List.of(), Map.of("status", "UP"));
    getBody = "{\"status\":\"UP\",\"more\":\"" + "x".repeat(1 << 18) + "\"}";

    assertThat(ask().finding().problem()).contains("more than 262144 bytes");
  }
}
