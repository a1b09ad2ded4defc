package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ReloadReport;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.provider.Connections;
import dev.connections.rest.json.GsonJsonCodec;
import dev.connections.rest.json.JsonLibrary;
import dev.connections.rest.json.JsonType;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls with the codec of each library, as the setting {@code json} names it. Public, since the
 * code that avaje-jsonb generates is in another package.
 */
@Timeout(60)
public class JsonSettingTest {

  /** Public for Moshi, with a generated adapter for avaje-jsonb. */
  @Json
  public record Order(String id, int count) {}

  /** A type with a parameter. */
  @Json
  public record Page<T>(List<T> items, int next) {}

  private final MockWebServer server = new MockWebServer();
  private @Nullable ConnectionProvider provider;

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
  }

  @AfterEach
  void close() {
    if (provider != null) {
      provider.close(Duration.ofSeconds(1));
    }
    server.close();
  }

  private RestConnection shop(String... settings) {
    provider = ShopProvider.open(server.getPort(), settings);
    return provider.get("shop", RestConnection.class);
  }

  private void answers(int status, String contentType, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", contentType)
            .body(body)
            .build());
  }

  /** What was sent after the probe. */
  private RecordedRequest sent() throws InterruptedException {
    server.takeRequest();
    return server.takeRequest();
  }

  /** How the exceptions of a codec can be told from others. */
  private static String mark(JsonLibrary library) {
    return switch (library) {
      case JACKSON -> "Jackson 2 cannot read";
      case JACKSON3 -> "Jackson 3 cannot read";
      case GSON -> "Gson cannot read";
      case MOSHI -> "Moshi cannot read";
      case AVAJE -> "avaje-jsonb cannot read";
    };
  }

  @ParameterizedTest
  @EnumSource
  void bodiesGoThereAndBack(JsonLibrary library) throws InterruptedException {
    RestConnection shop = shop("json: " + library);
    answers(201, "application/json", "{\"id\":\"ä-1\",\"count\":2,\"new\":true}");

    Order placed = shop.post("/orders", new Order("ä-1", 2), Order.class);

    assertThat(placed).isEqualTo(new Order("ä-1", 2));
    RecordedRequest request = sent();
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(request.getBody()).utf8())
        .isEqualTo("{\"id\":\"ä-1\",\"count\":2}");
  }

  @ParameterizedTest
  @EnumSource
  void typesWithArgumentsAreRead(JsonLibrary library) {
    RestConnection shop = shop("json: " + library);
    String order = "{\"id\":\"a\",\"count\":1}";
    answers(200, "application/json", "[" + order + "]");
    answers(200, "application/json", "{\"open\":[" + order + "]}");
    answers(200, "application/json", "{\"items\":[" + order + "],\"next\":2}");
    List<Order> orders = List.of(new Order("a", 1));

    assertThat(shop.get("/list", Map.of(), JsonType.listOf(Order.class))).isEqualTo(orders);
    assertThat(shop.get("/map", Map.of(), JsonType.mapOf(JsonType.listOf(Order.class))))
        .isEqualTo(Map.of("open", orders));
    assertThat(
            shop.get(
                "/page",
                Map.of(),
                JsonType.<Page<Order>>generic(Page.class, JsonType.of(Order.class))))
        .isEqualTo(new Page<>(orders, 2));
  }

  @ParameterizedTest
  @EnumSource
  void problemDetailsAreRead(JsonLibrary library) {
    RestConnection shop = shop("json: " + library);
    answers(
        422,
        "application/problem+json",
        "{\"title\":\"Sold out\",\"status\":422,\"left\":[\"b\"]}");

    ConnectionException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                ConnectionException.class, () -> shop.get("/orders", Order.class)));

    ProblemDetails problem =
        Objects.requireNonNull(failure.detail(HttpAnswer.class).orElseThrow().problem());
    assertThat(problem.title()).isEqualTo("Sold out");
    assertThat(problem.members()).containsEntry("left", List.of("b"));
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatCannotBeReadNamesTheTypeAndTheLibrary(JsonLibrary library) {
    RestConnection shop = shop("json: " + library);
    String deep = "{\"new\":".repeat(100_000);
    for (String body : List.of("<html>", "{\"id\":\"a\",\"count\":1}}", deep)) {
      answers(200, "application/json", body);

      assertThatThrownBy(() -> shop.post("/orders", new Order("a", 1), Order.class))
          .isInstanceOfSatisfying(
              ConnectionException.class,
              failure -> assertThat(failure.outcome()).isEqualTo(Outcome.APPLIED))
          .hasMessageContaining("could not be read as " + Order.class.getTypeName())
          .hasStackTraceContaining(mark(library));
    }
    answers(200, "application/json", "{\"id\":\"a\",\"count\":1}");
    assertThat(shop.get("/orders", Order.class)).isEqualTo(new Order("a", 1));
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatCannotBeWrittenIsNotSent(JsonLibrary library) {
    RestConnection shop = shop("json: " + library);
    Map<String, Object> endless = new HashMap<>();
    endless.put("again", endless);

    assertThatThrownBy(() -> shop.post("/orders", endless, Order.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be written as JSON");
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(1); // at most the probe
  }

  @Test
  void withoutTheSettingItIsJackson2() {
    RestConnection shop = shop();
    answers(200, "application/json", "<html>");

    assertThatThrownBy(() -> shop.get("/orders", Order.class))
        .hasStackTraceContaining(mark(JsonLibrary.JACKSON));
  }

  @Test
  void aCodecOfTheApplicationGoesBeforeTheSetting() {
    RestConnection shop = shop("json: MOSHI").withCodec(new GsonJsonCodec());
    answers(200, "application/json", "<html>");

    assertThatThrownBy(() -> shop.get("/orders", Order.class))
        .hasStackTraceContaining(mark(JsonLibrary.GSON));
  }

  @Test
  void aLibraryThatIsNotKnownIsRejectedWithThoseThatAre() {
    assertThatThrownBy(() -> shop("json: FASTJSON"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("json")
        .hasMessageContaining("FASTJSON")
        .hasMessageContaining("jackson, jackson3, gson, moshi, avaje");
  }

  @Test
  void endpointsMustHaveTheSameLibrary() {
    assertThatThrownBy(
            () ->
                shop(
                    "json: GSON",
                    "endpoints:",
                    "  - { name: first }",
                    "  - { name: second, url: 'http://127.0.0.1:1/api', json: MOSHI }"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("json is MOSHI for the endpoint second")
        .hasMessageContaining("GSON");
  }

  @Test
  void anotherLibraryNeedsARestart(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("connections.yaml");
    String yaml = "connections: { shop: { type: Rest, url: 'http://127.0.0.1:%d/api', json: %s } }";
    Files.writeString(file, yaml.formatted(server.getPort(), "GSON"));
    provider =
        Connections.builder()
            .configuration(ConnectionsConfiguration.of(file))
            .types(RestConnectionTypes.source())
            .open();
    RestConnection shop = provider.get("shop", RestConnection.class);
    answers(200, "application/json", "{\"id\":\"a\",\"count\":1}");
    answers(200, "application/json", "<html>");
    assertThat(shop.get("/orders", Order.class)).isEqualTo(new Order("a", 1));

    Files.writeString(file, yaml.formatted(server.getPort(), "MOSHI"));
    ReloadReport report = provider.reload();

    assertThat(report.connections())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.outcome()).isEqualTo(ReloadReport.Outcome.FAILED);
              assertThat(entry.problem())
                  .contains("json is MOSHI", "the connection uses GSON", "restart");
            });
    assertThatThrownBy(() -> shop.get("/orders", Order.class))
        .hasStackTraceContaining(mark(JsonLibrary.GSON));
  }
}
