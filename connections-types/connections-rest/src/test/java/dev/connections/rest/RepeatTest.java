package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who repeats a request, how often, and what each attempt takes along. */
@Tag("situation")
@Timeout(60)
class RepeatTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** H10: the pipeline alone repeats, so every request on the wire is an attempt that counts. */
  @Test
  void aLostAnswerOnAReusedSocketIsRepeatedByThePipelineOnly() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (WireServer server = new WireServer(head -> requests.incrementAndGet() == 2 ? "" : OK)) {
      RestConnection shop = server.connection();
      shop.get("/a", String.class);
      shop.get("/b", String.class);

      assertThat(server.seen()).hasSize(3);
      assertThat(shop.snapshot().operations().retries()).isEqualTo(1);
    }
  }

  /** H10: OkHttp asks again by itself where it is told to come back in 0 seconds. */
  @Test
  void aServerThatIsBusyIsAskedAsOftenAsThereAreAttempts() throws Exception {
    try (WireServer server =
        new WireServer(
            head -> "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
      RestConnection shop = server.connection();
      ConnectionException failure =
          Objects.requireNonNull(
              catchThrowableOfType(ConnectionException.class, () -> shop.get("/a", String.class)));

      assertThat(failure.detail(HttpAnswer.class).orElseThrow().retryAfter()).isNotNull();
      assertThat(server.seen())
          .hasSize(1 + Math.toIntExact(shop.snapshot().operations().retries()));
    }
  }

  /** H16: a 401 proves that nothing was done. */
  @Test
  void aPostThatIsAnswered401IsSentOnceMoreByAnAuthenticator() throws Exception {
    try (WireServer server =
        new WireServer(
            head ->
                head.contains("Authorization: good")
                    ? OK
                    : "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")) {
      OkHttpClient client =
          server
              .connection()
              .client()
              .newBuilder()
              .authenticator(
                  (route, response) ->
                      response.request().newBuilder().header("Authorization", "good").build())
              .build();
      try (Response response =
          client
              .newCall(
                  new Request.Builder()
                      .url(server.url("/api/x"))
                      .post(RequestBody.create(new byte[] {49}))
                      .build())
              .execute()) {
        assertThat(response.code()).isEqualTo(200);
      }
      assertThat(server.seen()).hasSize(2);
    }
  }

  /** H10: without repeats by OkHttp, the other addresses of a host are tried all the same. */
  @Test
  void theSecondAddressOfAHostIsUsedIfTheFirstRefuses() throws Exception {
    try (WireServer server = new WireServer(head -> OK)) {
      OkHttpClient client =
          server
              .connection()
              .client()
              .newBuilder()
              .addInterceptor(
                  chain -> chain.withRetryOnConnectionFailure(false).proceed(chain.request()))
              .dns(
                  host ->
                      List.of(
                          InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")))
              .build();
      try (Response response =
          client
              .newCall(
                  new Request.Builder()
                      .url(server.url("/api/x").replace("127.0.0.1", "two.test"))
                      .build())
              .execute()) {
        assertThat(response.code()).isEqualTo(200);
      }
    }
  }

  /** H11. */
  @Test
  void aCallWithinASpanTellsTheServerWhich() throws Exception {
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    try (WireServer server = new WireServer(head -> OK);
        Scope ignored = Span.wrap(span).makeCurrent()) {
      server.connection().get("/a", String.class);

      assertThat(server.seen().get(0))
          .contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-");
    }
  }

  @Test
  void baggageGoesToTheServerAndNotToAnotherHost() throws Exception {
    try (WireServer elsewhere = new WireServer(head -> OK);
        WireServer server =
            new WireServer(
                head ->
                    head.contains("/moved")
                        ? "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
                            + elsewhere.url("/b")
                            + "\r\n\r\n"
                        : OK);
        Scope ignored = Baggage.builder().put("tenant", "graz").build().makeCurrent()) {
      server.connection().get("/moved", String.class);

      assertThat(server.seen()).anyMatch(head -> head.contains("baggage: tenant=graz"));
      assertThat(elsewhere.seen()).isNotEmpty().noneMatch(head -> head.contains("baggage"));
    }
  }
}
