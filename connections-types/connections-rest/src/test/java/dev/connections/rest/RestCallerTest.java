package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.TimeSource;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.internal.answer.ErrorAnswers;
import dev.connections.rest.internal.answer.SuccessAnswers;
import dev.connections.rest.internal.connection.RestCaller;
import dev.connections.rest.internal.exchange.OriginHeaders;
import dev.connections.rest.internal.exchange.RestClients;
import dev.connections.rest.internal.exchange.RestTls;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.failure.StatusMeaning;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.Outgoing;
import dev.connections.rest.internal.request.RequestParts;
import dev.connections.rest.internal.request.RequestWriter;
import dev.connections.rest.internal.request.WrittenRequest;
import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt against a real server: what it sends, what it reads, what it makes of failures. */
@Timeout(30)
class RestCallerTest {

  /** What the server sends. */
  record Weather(String city, int degrees) {}

  private static final int MAX_BYTES = 100_000;

  private final MockWebServer server = new MockWebServer();
  private final RestFailures failures = RestFailures.INSTANCE;
  private RecordedScope scope = new RecordedScope(Operation.read("x"), Duration.ofSeconds(5));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RestConfiguration configuration() {
    return new RestConfiguration(
        URI.create(server.url("/base").toString()),
        Map.of("X-Tenant", "graz"),
        Optional.of(Secret.of("${env:TOKEN}", () -> "token-" + CanaryRedactor.CANARY)),
        Optional.of(Secret.of("${env:KEY}", () -> "key-" + CanaryRedactor.CANARY)),
        "X-Api-Key",
        Optional.empty(),
        List.of(),
        Map.of(),
        new RestHttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            5,
            Duration.ofSeconds(50),
            true,
            false,
            MAX_BYTES,
            Optional.empty(),
            List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private OkHttpClient client(RestConfiguration configuration) {
    return new RestClients()
        .client(
            ConnectionSettings.defaults("weather", "Rest"),
            configuration.http(),
            new OriginHeaders(
                new BaseUrl(configuration.url()), configuration, "connections-rest (weather)"),
            RestClients.pool(configuration.http()),
            RestTls.NONE);
  }

  private <T> RestResponse<T> call(RestRequest request, JsonType<T> type) throws IOException {
    return call(configuration(), request, type);
  }

  /** One client a test: some of them need a reused connection. */
  private final AtomicReference<OkHttpClient> shared = new AtomicReference<>();

  private <T> RestResponse<T> call(
      RestConfiguration configuration, RestRequest request, JsonType<T> type) throws IOException {
    shared.compareAndSet(null, client(configuration));
    scope = new RecordedScope(request.operation(), scope.deadline().length());
    RestCaller caller =
        new RestCaller(
            Objects.requireNonNull(shared.get()),
            new SuccessAnswers(MAX_BYTES, failures),
            new ErrorAnswers(new CanaryRedactor(), TimeSource.system()),
            null);
    WrittenRequest written =
        RequestWriter.write(
            RequestParts.of(request), request.operation(), true, JacksonJsonCodec::new);
    return caller.call(
        new Outgoing(
            written.on(new BaseUrl(configuration.url())), request, JacksonJsonCodec::new, scope),
        type);
  }

  private IOException failure(RestRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(IOException.class, () -> call(request, JsonType.of(Weather.class))));
  }

  private static HttpAnswer answer(AnswerException failure) {
    return (HttpAnswer) Objects.requireNonNull(failure.classification().carried());
  }

  private FailureClassification classified(IOException failure) {
    return Objects.requireNonNull(failures.classify(failure, scope.phase));
  }

  private RecordedRequest taken() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS));
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  @Test
  void jsonComesBackAsTheTypeAskedFor() throws Exception {
    server.enqueue(json(200, "{\"city\":\"Graz\",\"degrees\":7}"));

    RestResponse<Weather> answer =
        call(RestRequest.get("/v1/{city}").path("city", "Graz"), JsonType.of(Weather.class));

    assertThat(answer.requireBody()).isEqualTo(new Weather("Graz", 7));
    assertThat(answer.header("content-TYPE")).contains("application/json");
    assertThat(scope.phase).isEqualTo(Phase.RECEIVE);
    assertThat(scope.completedExchanges).isEqualTo(1);
    RecordedRequest seen = taken();
    assertThat(seen.getTarget()).isEqualTo("/base/v1/Graz");
    assertThat(seen.getHeaders().get("Accept")).startsWith("application/json");
  }

  @Test
  void configuredHeadersAndCredentialsAreSentAndRequestsCarryTheConnectionsName() throws Exception {
    server.enqueue(json(200, "null"));
    call(RestRequest.get("/x"), JsonType.of(Weather.class));

    RecordedRequest seen = taken();
    assertThat(seen.getHeaders().get("X-Tenant")).isEqualTo("graz");
    assertThat(seen.getHeaders().get("Authorization"))
        .isEqualTo("Bearer token-" + CanaryRedactor.CANARY);
    assertThat(seen.getHeaders().get("X-Api-Key")).isEqualTo("key-" + CanaryRedactor.CANARY);
    assertThat(seen.getHeaders().get("User-Agent")).isEqualTo("connections-rest (weather)");
  }

  @Test
  void aRequestsOwnHeaderTakesThePlaceOfTheConnections() throws Exception {
    server.enqueue(json(200, "null"));
    call(
        RestRequest.get("/x").header("x-tenant", "wien").header("User-Agent", "me"),
        JsonType.of(Weather.class));

    RecordedRequest seen = taken();
    assertThat(seen.getHeaders().values("X-Tenant")).containsExactly("wien");
    assertThat(seen.getHeaders().get("User-Agent")).isEqualTo("me");
  }

  @Test
  void aRedirectToAnotherHostCarriesNothingOfOurs() throws Exception {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.start();
      elsewhere.enqueue(json(200, "{\"city\":\"Wien\",\"degrees\":9}"));
      server.enqueue(
          new MockResponse.Builder()
              .code(302)
              .addHeader("Location", elsewhere.url("/new"))
              .build());

      RestResponse<Weather> answer =
          call(
              RestRequest.get("/x")
                  .header("X-Session", CanaryRedactor.CANARY)
                  .header("Cookie", "a=" + CanaryRedactor.CANARY),
              JsonType.of(Weather.class));

      assertThat(answer.requireBody().city()).isEqualTo("Wien");
      RecordedRequest stranger = Objects.requireNonNull(elsewhere.takeRequest(5, TimeUnit.SECONDS));
      assertThat(stranger.getHeaders().toString().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("canary", "x-tenant", "authorization", "x-session", "cookie");
      assertThat(scope.completedExchanges).as("the redirect and the answer").isEqualTo(2);
    }
  }

  @Test
  void aRedirectOnTheSameHostKeepsTheCredentials() throws Exception {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/new").build());
    server.enqueue(json(200, "null"));
    call(RestRequest.get("/x"), JsonType.of(Weather.class));

    taken();
    assertThat(taken().getHeaders().get("X-Api-Key")).isNotNull();
  }

  @Test
  void aRequestThatMustNotBeSentTwiceIsNotRedirectedWithItsBody() throws Exception {
    server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/new").build());

    IOException failure = failure(RestRequest.post("/orders").body(Map.of("id", 1)));

    assertThat(classified(failure).kind()).isEqualTo(Kind.PERMANENT);
    assertThat(classified(failure).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void requestsThatCallersGetToSeeHoldNoCredentials() throws Exception {
    server.enqueue(json(200, "{}"));
    OkHttpClient client = client(configuration());
    try (okhttp3.Response response =
        client.newCall(new Request.Builder().url(server.url("/base/x")).build()).execute()) {
      assertThat(
              response
                  + " "
                  + response.request()
                  + " "
                  + response.networkResponse()
                  + " "
                  + Objects.requireNonNull(response.networkResponse()).request().headers())
          .doesNotContain("canary");
    }
    assertThat(taken().getHeaders().get("X-Api-Key")).as("but it was sent").isNotNull();
  }

  @Test
  void aSecretThatCannotBeAHeaderIsNamedAndNotShown() {
    RestConfiguration broken =
        new RestConfiguration(
            URI.create(server.url("/").toString()),
            Map.of(),
            Optional.empty(),
            Optional.of(Secret.of("${file:key}", () -> CanaryRedactor.CANARY + "\n")),
            "X-Api-Key",
            Optional.empty(),
            List.of(),
            Map.of(),
            RestHttpSettings.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    IOException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                IOException.class,
                () -> call(broken, RestRequest.get("/x"), JsonType.of(Weather.class))));

    assertThat(String.valueOf(failure.getCause()))
        .contains("${file:key}", "X-Api-Key")
        .doesNotContain("canary");
    assertThat(classified(failure).outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(classified(failure).kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {400, 401, 403, 404, 409, 410, 412, 415, 422, 425, 429, 500, 501, 502, 504, 505, 511})
  void aStatusThatIsNoSuccessIsClassifiedByTheTable(int status) {
    server.enqueue(json(status, "{}"));

    IOException failure = failure(RestRequest.get("/v1/{city}").path("city", "Graz"));

    FailureClassification meaning = classified(failure);
    assertThat(new StatusMeaning(meaning.kind(), meaning.outcome(), meaning.endpointFault()))
        .isEqualTo(StatusMeaning.of(status, false));
    assertThat(meaning.detail()).isEqualTo("HTTP " + status);
    assertThat(meaning.phase()).isEqualTo(Phase.RECEIVE);
    assertThat(meaning.problem()).startsWith("GET /v1/{city} was answered with " + status);
    assertThat(scope.completedExchanges).as("a refused exchange says nothing of others").isZero();
  }

  @Test
  void retryAfterIsCarriedAlong() {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "17").build());
    FailureClassification meaning = classified(failure(RestRequest.post("/x").body(Map.of())));

    assertThat(meaning.retryAfter()).isEqualTo(Duration.ofSeconds(17));
    assertThat(meaning.nextStep()).contains("17 s");
  }

  @Test
  void aStandardProblemIsReadAndSecretsAreTakenOut() {
    server.enqueue(
        new MockResponse.Builder()
            .code(422)
            .addHeader("Content-Type", "application/problem+json; charset=utf-8")
            .addHeader("Set-Cookie", "session=" + CanaryRedactor.CANARY)
            .addHeader("X-Echo", CanaryRedactor.CANARY)
            .body(
                "{\"type\":\"https://api.test/out-of-stock\",\"title\":\"Out of stock\","
                    + "\"detail\":\"No\\nmore "
                    + CanaryRedactor.CANARY
                    + "\",\"instance\":\"/orders/7\",\"left\":0}")
            .build());

    AnswerException failure = (AnswerException) failure(RestRequest.post("/orders").body(1));

    HttpAnswer answer = answer(failure);
    assertThat(answer.problem())
        .isEqualTo(
            new ProblemDetails(
                "https://api.test/out-of-stock",
                "Out of stock",
                "No\nmore ***",
                "/orders/7",
                Map.of("left", 0)));
    assertThat(failure)
        .hasMessage("POST /orders was answered with 422 Client Error: Out of stock: No more ***");
    assertThat(answer.headers() + answer.bodyExcerpt() + answer).doesNotContain("canary");
    assertThat(answer.headers()).containsEntry("x-echo", List.of("***"));
    assertThat(answer.bodyExcerpt()).contains("\"left\":0");
  }

  @Test
  void aProblemThatCannotBeReadDoesNotHideTheStatus() {
    server.enqueue(
        new MockResponse.Builder()
            .code(409)
            .addHeader("Content-Type", "application/problem+json")
            .body("<html>not json</html>")
            .build());

    AnswerException failure = (AnswerException) failure(RestRequest.get("/x"));

    HttpAnswer answer = answer(failure);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isNull();
    assertThat(answer.bodyExcerpt()).isEqualTo("<html>not json</html>");
  }

  @Test
  void theBodyOfAnErrorIsCapped() {
    server.enqueue(json(500, "x".repeat(3 * ErrorAnswers.MAX_BYTES)));
    AnswerException failure = (AnswerException) failure(RestRequest.get("/x"));

    assertThat(answer(failure).bodyExcerpt()).hasSize(ErrorAnswers.MAX_BYTES);
  }

  @Test
  void anAnswerThatIsTooLongIsRefusedAndSaysThatTheServerDidIt() {
    server.enqueue(json(200, "\"" + "x".repeat(MAX_BYTES) + "\""));
    FailureClassification meaning = classified(failure(RestRequest.post("/x").body(1)));

    assertThat(meaning.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(meaning.problem()).contains("more than " + MAX_BYTES + " bytes");
    assertThat(meaning.nextStep()).contains("http.maxResponseBytes");
  }

  @Test
  void aPackedAnswerIsUnpackedAndCannotGrowPastTheLimit() throws Exception {
    server.enqueue(gzip("{\"city\":\"Graz\",\"degrees\":7}"));
    assertThat(call(RestRequest.get("/x"), JsonType.of(Weather.class)).requireBody().degrees())
        .isEqualTo(7);

    server.enqueue(gzip("\"" + "0".repeat(10 * MAX_BYTES) + "\""));
    assertThat(classified(failure(RestRequest.get("/x"))).problem()).contains("more than");
  }

  private static MockResponse gzip(String text) throws IOException {
    Buffer packed = new Buffer();
    try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8(text);
    }
    return new MockResponse.Builder()
        .addHeader("Content-Encoding", "gzip")
        .addHeader("Content-Type", "application/json")
        .body(packed)
        .build();
  }

  @Test
  void aBigBodyGoesThereAndBackUnharmed() throws Exception {
    byte[] big = new byte[MAX_BYTES];
    new Random(7).nextBytes(big);
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(big)).build());

    RestResponse<byte[]> answer =
        call(
            RestRequest.put("/x").body(big, "application/octet-stream"), JsonType.of(byte[].class));

    assertThat(answer.requireBody()).isEqualTo(big);
    assertThat(Objects.requireNonNull(taken().getBody()).toByteArray()).isEqualTo(big);
  }

  @Test
  void textIsDecodedAsTheServerSaysAndNoBodyIsNull() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/plain; charset=iso-8859-1")
            .body(new Buffer().write(new byte[] {(byte) 0xfc}))
            .build());
    assertThat(call(RestRequest.get("/x"), JsonType.of(String.class)).body()).isEqualTo("ü");

    server.enqueue(new MockResponse.Builder().code(204).build());
    assertThat(call(RestRequest.get("/x"), JsonType.of(Weather.class)).body()).isNull();

    server.enqueue(new MockResponse.Builder().code(304).build());
    assertThat(call(RestRequest.get("/x"), JsonType.of(Weather.class)).status()).isEqualTo(304);
  }

  @Test
  void anAnswerThatDoesNotFitTheTypeSaysWhatItWas() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/html")
            .body("<html>login</html>")
            .build());
    FailureClassification meaning = classified(failure(RestRequest.post("/x").body(1)));

    assertThat(meaning.problem()).contains("text/html", "Weather");
    assertThat(meaning.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(meaning.endpointFault()).isFalse();
  }

  @Test
  void aBodyLostAfterTheStatusIsNotALostAnswer() {
    server.enqueue(
        new MockResponse.Builder()
            .code(201)
            .addHeader("Content-Type", "application/json")
            .body("{\"city\":\"Graz\",\"degrees\":7}".repeat(1000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    FailureClassification meaning = classified(failure(RestRequest.post("/x").body(1)));

    assertThat(meaning.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(meaning.problem()).contains("answered with 201", "lost on the way");
    assertThat(meaning.connectionLost()).isTrue();
  }

  @Test
  void aPostWhoseAnswerIsLostOnAReusedConnectionIsSentOnce() throws Exception {
    loseTheAnswerOnAReusedConnection();

    IOException failure = failure(RestRequest.post("/orders").body(Map.of("id", 1)));

    assertThat(classified(failure).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(classified(failure).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(server.getRequestCount()).as("the first one and the post").isEqualTo(2);
  }

  @Test
  void aDeleteDeclaredNonIdempotentIsSentOnceAlthoughItHasNoBody() throws Exception {
    loseTheAnswerOnAReusedConnection();

    IOException failure =
        failure(RestRequest.delete("/queue/head").operation(Operation.nonIdempotent("pop")));

    assertThat(classified(failure).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aGetWhoseAnswerIsLostOnAReusedConnectionIsLeftToThePipelineToSendAgain() throws Exception {
    loseTheAnswerOnAReusedConnection();

    assertThat(classified(failure(RestRequest.get("/x"))).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  private void loseTheAnswerOnAReusedConnection() throws IOException {
    server.enqueue(json(200, "null"));
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    server.enqueue(json(200, "null"));
    call(RestRequest.get("/first"), JsonType.of(Weather.class));
  }

  @Test
  void aRefusedConnectionProvesThatNothingWasSent() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    RestConfiguration nobody = RestConfiguration.of(URI.create("http://localhost:" + free));

    IOException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                IOException.class,
                () -> call(nobody, RestRequest.post("/x").body(1), JsonType.of(Weather.class))));

    assertThat(classified(failure).outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(classified(failure).phase()).isEqualTo(Phase.CONNECT);
    assertThat(scope.phase).isEqualTo(Phase.CONNECT);
  }

  @Test
  void aRedirectIntoTheVoidDoesNotProveThatNothingWasSent() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    server.enqueue(
        new MockResponse.Builder()
            .code(303)
            .addHeader("Location", "http://localhost:" + free + "/done")
            .build());

    FailureClassification meaning = classified(failure(RestRequest.post("/orders").body(1)));

    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning.phase()).isEqualTo(Phase.RECEIVE);
    assertThat(scope.completedExchanges).as("the order was answered").isEqualTo(1);
  }

  @Test
  void aNameThatIsNotKnownIsARefusalInPhaseResolve() {
    RestConfiguration nobody = RestConfiguration.of(URI.create("http://no-such-host.invalid"));

    IOException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                IOException.class,
                () -> call(nobody, RestRequest.get("/x"), JsonType.of(Weather.class))));

    assertThat(classified(failure).phase()).isEqualTo(Phase.RESOLVE);
    assertThat(classified(failure).outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void aServerThatHangsUpInTheHandshakeFailsInPhaseAuthAndMayWorkLater() throws Exception {
    try (ServerSocket rude = new ServerSocket(0)) {
      Thread hangingUp =
          new Thread(
              () -> {
                try {
                  while (true) {
                    rude.accept().close();
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      hangingUp.setDaemon(true);
      hangingUp.start();
      RestConfiguration tls =
          RestConfiguration.of(URI.create("https://localhost:" + rude.getLocalPort()));

      IOException failure =
          Objects.requireNonNull(
              catchThrowableOfType(
                  IOException.class,
                  () -> call(tls, RestRequest.post("/x").body(1), JsonType.of(Weather.class))));

      assertThat(classified(failure).outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(classified(failure).kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(classified(failure).phase()).isEqualTo(Phase.AUTH);
    }
  }

  @Test
  void theDeadlineOfTheAttemptIsTheLimitOfTheCall() {
    scope = new RecordedScope(Operation.read("x"), Duration.ofMillis(300));
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    long began = System.nanoTime();
    IOException failure = failure(RestRequest.get("/x"));

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
    assertThat(classified(failure).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(classified(failure).phase()).isEqualTo(Phase.RECEIVE);
  }

  @Test
  void cancellingTheAttemptBreaksOffTheCall() throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    Thread canceler =
        TestThreads.thread(
            "test",
            () -> {
              try {
                taken(); // it has arrived
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              Objects.requireNonNull(scope.cancellation).cancel();
            });
    canceler.start();

    long began = System.nanoTime();
    IOException failure = failure(RestRequest.get("/x"));
    canceler.join();

    assertThat(classified(failure).phase()).isEqualTo(Phase.RECEIVE);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }
}
