package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.RequestParts;
import dev.connections.rest.internal.request.RequestWriter;
import dev.connections.rest.json.JacksonJsonCodec;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestRequestTest {

  private final BaseUrl base = new BaseUrl(URI.create("https://api.test/base"));

  private Request written(RestRequest request) {
    return RequestWriter.write(
            RequestParts.of(request), request.operation(), true, JacksonJsonCodec::new)
        .on(base)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, READ",
    "HEAD, READ",
    "OPTIONS, READ",
    "PUT, IDEMPOTENT",
    "DELETE, IDEMPOTENT",
    "POST, NON_IDEMPOTENT",
    "PATCH, NON_IDEMPOTENT",
    "PURGE, NON_IDEMPOTENT"
  })
  void theMethodDecidesTheEffect(String method, Effect effect) {
    assertThat(RestRequest.of(method, "/x").operation().effect()).isEqualTo(effect);
  }

  @Test
  void theOperationIsNamedAfterTheRouteAndNotThePath() {
    assertThat(RestRequest.get("/v1/{city}").path("city", "Graz").operation().name())
        .isEqualTo("GET /v1/{city}");
  }

  @Test
  void anOperationOverrulesTheMethodAndATimeoutOverrulesTheOperation() {
    Operation search = Operation.read("search").deadline(Duration.ofSeconds(1));

    assertThat(RestRequest.post("/search").operation(search).operation()).isEqualTo(search);
    assertThat(
            RestRequest.post("/search")
                .timeout(Duration.ofSeconds(3))
                .operation(search)
                .operation())
        .isEqualTo(search.deadline(Duration.ofSeconds(3)));
  }

  @Test
  void everyMethodGivesAChangedCopy() {
    RestRequest plain = RestRequest.post("/x");
    RestRequest changed = plain.query("a", 1).header("B", "2").body(Map.of("c", 3));

    assertThat(written(plain).url()).hasToString("https://api.test/base/x");
    assertThat(written(plain).header("B")).isNull();
    assertThat(written(changed).url()).hasToString("https://api.test/base/x?a=1");
    assertThat(written(changed).header("B")).isEqualTo("2");
  }

  @Test
  void queryParametersAreEscapedAndMayRepeat() {
    assertThat(written(RestRequest.get("/x").query("q", "a&b=c d+é#").query("q", "")).url())
        .hasToString("https://api.test/base/x?q=a%26b%3Dc%20d%2B%C3%A9%23&q=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "Zürich"})
  void aHeaderValueThatCouldBeginAnotherHeaderIsRefusedWithoutBeingShown(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.get("/x").header("X-Tenant", value))
        .withMessageContaining("X-Tenant")
        .satisfies(rejection -> assertThat(rejection.getMessage()).doesNotContain(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Y", "X:Y", "X\r\nY", "Host", "content-length"})
  void aHeaderNameThatIsNoneOrNotOursToSetIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.get("/x").header(name, "v"))
        .satisfies(rejection -> assertThat(rejection.getMessage()).doesNotContain("\n"));
  }

  @Test
  void theKeyOfAnOperationIsSentAsAStructuredString() {
    RestRequest request =
        RestRequest.post("/orders").operation(Operation.keyed("place").key("4711-\"x\\"));

    assertThat(written(request).header("Idempotency-Key")).isEqualTo("\"4711-\\\"x\\\\\"");
    assertThat(written(request.header("idempotency-key", "raw")).headers("Idempotency-Key"))
        .containsExactly("raw");
  }

  @Test
  void aKeyWithALineBreakIsRefused() {
    RestRequest request = RestRequest.post("/x").operation(Operation.keyed("place").key("a\r\nb"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(request))
        .withMessageContaining("Idempotency-Key");
  }

  @Test
  void bodiesAreJsonOrWhatTheySay() throws Exception {
    assertThat(body(RestRequest.post("/x").body(Map.of("a", 1)))).isEqualTo("{\"a\":1}");
    assertThat(body(RestRequest.post("/x").body("a;ü", "text/csv"))).isEqualTo("a;ü");
    assertThat(body(RestRequest.post("/x"))).isEmpty();
    assertThat(written(RestRequest.delete("/x")).body()).isNull();
  }

  @Test
  void bytesAreCopiedSoThatLaterChangesDoNotMatter() throws Exception {
    byte[] bytes = {'a'};
    RestRequest request = RestRequest.put("/x").body(bytes, "application/octet-stream");
    bytes[0] = 'b';

    assertThat(body(request)).isEqualTo("a");
  }

  @Test
  void whatCannotBeJsonIsTheCallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(RestRequest.post("/x").body(new Object())))
        .withMessageContaining("POST /x")
        .withMessageContaining("java.lang.Object");
  }

  @Test
  void aGetWithABodyIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.get("/x").body("text", "text/plain"))
        .withMessageContaining("GET /x");
  }

  @Test
  void aMediaTypeThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestRequest.post("/x").body("text", "plain"))
        .withMessageContaining("text/csv");
  }

  @Test
  void aRequestPrintsItsRouteAndNoValue() {
    RestRequest request =
        RestRequest.post("/v1/{city}")
            .path("city", "canary")
            .query("q", "canary")
            .header("H", "canary")
            .body("canary", "text/plain");
    assertThat(request).hasToString("POST /v1/{city}");
  }

  private String body(RestRequest request) throws Exception {
    Buffer buffer = new Buffer();
    java.util.Objects.requireNonNull(written(request).body()).writeTo(buffer);
    return buffer.readUtf8();
  }
}
