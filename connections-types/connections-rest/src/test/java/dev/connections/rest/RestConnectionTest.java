package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.CloseReport;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.ReloadReport;
import dev.connections.Result;
import dev.connections.application.Reader;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection as users hold it, against a real server. */
@Timeout(60)
class RestConnectionTest {

  /** What the server echoes. */
  record Order(String id, int count) {}

  private static final String CANARY = "s3cr3t-canary-value";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ApiServer api = newServer();
  private final List<ConnectionProvider> providers = new ArrayList<>();

  private static ApiServer newServer() {
    try {
      return new ApiServer();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @AfterEach
  void stop() {
    api.release();
    providers.forEach(provider -> provider.close(Duration.ofSeconds(1)));
    api.close();
  }

  private RestConnection connection(String... settings) {
    return connectionTo(api.port(), settings);
  }

  private RestConnection connectionTo(int port, String... settings) {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
                "connections.yaml",
                """
                connections:
                  shop:
                    type: Rest
                    url: http://localhost:%d/api
                    bearerToken: ${env:TOKEN}
                    apiKey: ${env:TOKEN}
                    healthPath: /health
                """
                    .formatted(port))
            .environment(Map.of("TOKEN", CANARY));
    for (int i = 0; i < settings.length; i += 2) {
      configuration = configuration.with("connections.shop." + settings[i], settings[i + 1]);
    }
    ConnectionProviderBuilder builder = Connections.builder().configuration(configuration);
    builder.types(RestConnectionTypes.source());
    ConnectionProvider provider = builder.open();
    providers.add(provider);
    return provider.get("shop", RestConnection.class);
  }

  private static <T extends @Nullable Object> CompletableFuture<T> inBackground(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        TestThreads.thread(
            "test",
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception | AssertionError failure) {
                result.completeExceptionally(failure);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    ExecutionException failed =
        thrown(ExecutionException.class, () -> future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return Objects.requireNonNull(failed.getCause());
  }

  private static Request get(RestConnection connection, String path) {
    return new Request.Builder()
        .url("http://localhost:" + address(connection) + "/api" + path)
        .build();
  }

  private static int address(RestConnection connection) {
    String url =
        Objects.requireNonNull(Objects.requireNonNull(connection.snapshot().server()).address());
    return java.net.URI.create(url).getPort();
  }

  @Test
  void typedCallsGoThereAndBackAndCount() {
    RestConnection shop = connection();
    Order order = new Order("a", 1);

    assertThat(shop.post("/echo", order, Order.class)).isEqualTo(order);
    assertThat(shop.put("/echo/{id}", Map.of("id", "x/y"), order, Order.class)).isEqualTo(order);
    shop.patch("/echo/{id}", Map.of("id", 7), Map.of("count", 2));
    shop.delete("/echo/{id}", Map.of("id", 7));
    assertThat(shop.get("/echo", Map.of(), JsonType.mapOf(Object.class))).isEmpty();

    assertThat(api.seen())
        .containsExactly(
            "POST /api/echo",
            "PUT /api/echo/x%2Fy",
            "PATCH /api/echo/7",
            "DELETE /api/echo/7",
            "GET /api/echo");
    assertThat(shop.snapshot().operations().succeeded()).isEqualTo(5);
    assertThat(shop.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(Objects.requireNonNull(shop.snapshot().server()).product()).isEqualTo("acme");
  }

  @Test
  void aKeyedOperationSendsItsKey() {
    connection()
        .send(RestRequest.post("/echo").operation(Operation.keyed("place").key("o-1")).body(1));
    assertThat(api.lastKey).isEqualTo("\"o-1\"");
  }

  @Test
  void everyStatusComesOutAsTheRightExceptionWithTheAnswerAsItsDetail() {
    RestConnection shop = connection();

    PermanentConnectionException missing =
        thrown(PermanentConnectionException.class, () -> shop.get("/status/404", Order.class));
    assertThat(answer(missing).status()).isEqualTo(404);
    assertThat(answer(missing).bodyExcerpt()).isEqualTo("{\"no\":1}");
    assertThat(missing.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(missing.diagnosis().detail()).isEqualTo("HTTP 404");
    assertThat(missing.diagnosis().phase()).isEqualTo(Phase.RECEIVE);
    assertThat(missing).hasMessageContaining("shop").hasMessageContaining("GET /status/404");

    assertThat(
            answer(
                    thrown(
                        ConnectionAuthenticationException.class,
                        () -> shop.get("/status/401", Order.class)))
                .status())
        .isEqualTo(401);
    TransientConnectionException busy =
        thrown(
            TransientConnectionException.class,
            () -> shop.post("/status/429/later", 1, Order.class));
    assertThat(answer(busy).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(busy.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(
            thrown(
                    TransientConnectionException.class,
                    () -> shop.post("/status/503/later", 1, Order.class))
                .outcome())
        .isEqualTo(Outcome.NOT_APPLIED);
    assertThat(
            thrown(TransientConnectionException.class, () -> shop.get("/status/500", Order.class))
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aPostThatTheServerFailedAtHasAnUnknownOutcome() {
    RestConnection shop = connection();
    for (int status : new int[] {500, 502, 503, 504}) {
      OutcomeUnknownException unknown =
          thrown(
              OutcomeUnknownException.class, () -> shop.post("/status/" + status, 1, Order.class));
      assertThat(answer(unknown).status()).isEqualTo(status);
    }
    thrown(
        TransientConnectionException.class,
        () ->
            shop.send(RestRequest.post("/status/500").operation(Operation.read("search")).body(1)));
    assertThat(api.seen())
        .as("no order was sent twice; what only reads was tried three times")
        .hasSize(4 + 3);
  }

  private static HttpAnswer answer(ConnectionException failure) {
    return failure.detail(HttpAnswer.class).orElseThrow();
  }

  private static <T extends Throwable> T thrown(
      Class<T> type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(type, call), "nothing was thrown");
  }

  @Test
  void failuresCanBeData() {
    Result<RestResponse<Order>> result =
        connection().tryExchange(RestRequest.get("/status/409"), Order.class);

    assertThat(result.isSuccess()).isFalse();
    int status = result.fold(answer -> 0, failure -> answer(failure).status());
    assertThat(status).isEqualTo(409);
  }

  @Test
  void anAnswerThatNeverComesIsBrokenOffAtTheDeadline() {
    RestConnection shop = connection();
    shop.connect();
    long began = System.nanoTime();

    Throwable slow =
        catchThrowable(
            () ->
                shop.exchange(
                    RestRequest.get("/hold").timeout(Duration.ofMillis(300)), String.class));
    assertThat(slow).isInstanceOf(DeadlineExceededException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));

    Throwable unknown =
        catchThrowable(
            () ->
                shop.exchange(
                    RestRequest.post("/hold").timeout(Duration.ofMillis(300)), String.class));
    assertThat(unknown).isInstanceOf(OutcomeUnknownException.class);
    assertThat(shop.snapshot().operations().inFlight()).isZero();
  }

  @Test
  void cancellingAFutureCancelsTheCall() throws Exception {
    try (FaultProxy proxy = FaultProxy.to("localhost", api.port())) {
      RestConnection shop = connectionTo(proxy.port());
      shop.get("/echo", Map.class);
      proxy.dropRepliesFrom("/api/echo");
      CompletableFuture<RestResponse<String>> call =
          shop.exchangeAsync(RestRequest.get("/echo"), String.class);
      Await.until(() -> api.seen().size() == 2);

      assertThat(call.cancel(true)).isTrue();

      Await.until(() -> shop.snapshot().operations().inFlight() == 0);
      proxy.awaitConnections(0); // the socket on which the answer may still come is closed
      assertThat(shop.snapshot().operations().failed()).isZero();
      proxy.heal();
      assertThat(shop.exchangeAsync(RestRequest.get("/echo"), String.class).get().status())
          .isEqualTo(200);
    }
  }

  @Test
  void aFutureFailsWithTheFailureOfHttpItself() {
    RestConnection shop = connection();
    CompletableFuture<RestResponse<Void>> call =
        shop.exchangeAsync(RestRequest.get("/status/404"), Void.class);

    assertThatThrownBy(call::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(ConnectionException.class)
        .isInstanceOfSatisfying(
            PermanentConnectionException.class,
            failure -> assertThat(answer(failure).status()).isEqualTo(404));
  }

  @Test
  void aRequestThatCannotBeWrittenIsThrownAtOnceAlsoByTheAsynchronousTwin() {
    RestConnection shop = connection();

    assertThatThrownBy(() -> shop.exchangeAsync(RestRequest.get("/echo/{missing}"), String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPostWhoseAnswerIsLostIsSentOnceAndReportedAsUnknown() {
    try (FaultProxy proxy = FaultProxy.to("localhost", api.port())) {
      RestConnection shop = connectionTo(proxy.port());
      shop.get("/echo", Map.class);
      proxy.dropReplyOnce("canary-order");

      OutcomeUnknownException unknown =
          thrown(
              OutcomeUnknownException.class,
              () -> shop.post("/echo", Map.of("id", "canary-order"), Map.class));

      assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(unknown.diagnosis().phase()).isEqualTo(Phase.RECEIVE);
      assertThat(api.seen().stream().filter(request -> request.startsWith("POST"))).hasSize(1);
    }
  }

  @Test
  void aRefusedConnectionIsNotSent() {
    int port = api.port();
    api.close();
    ConnectionException rejected =
        thrown(ConnectionException.class, () -> connectionTo(port).post("/echo", 1, Order.class));
    assertThat(rejected.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void closingLetsRunningCallsFinishAndRefusesNewOnes() throws Exception {
    RestConnection shop = connection();
    OkHttpClient client = shop.client();
    CompletableFuture<String> running = inBackground(() -> shop.get("/hold", String.class));
    CompletableFuture<String> native_ =
        inBackground(
            () -> {
              try (Response response = client.newCall(get(shop, "/hold")).execute()) {
                return response.body().string();
              }
            });
    Await.until(() -> api.holding() == 2);
    CompletableFuture<CloseReport> closing =
        inBackground(() -> providers.get(0).close(Duration.ofSeconds(15)));
    Await.until(() -> shop.snapshot().lifecycle().state() == LifecycleState.DRAINING);

    assertThatThrownBy(() -> shop.get("/echo", Map.class))
        .isInstanceOf(ConnectionClosedException.class);
    CallRejectedException rejected =
        thrown(
            CallRejectedException.class,
            () -> client.newCall(get(shop, "/echo")).execute().close());
    assertThat(rejected.reason()).isInstanceOf(ConnectionClosedException.class);
    assertThat(closing.isDone()).isFalse();

    api.release();
    assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("\"held\"");
    assertThat(native_.get(20, TimeUnit.SECONDS)).isEqualTo("\"held\"");
    assertThat(closing.get(20, TimeUnit.SECONDS).isClean()).isTrue();
  }

  @Test
  void closingBreaksOffWhatDoesNotFinishInTime() throws Exception {
    RestConnection shop = connection();
    OkHttpClient client = shop.client();
    CompletableFuture<String> running = inBackground(() -> shop.get("/hold", String.class));
    CompletableFuture<Integer> native_ =
        inBackground(
            () -> {
              try (Response response = client.newCall(get(shop, "/hold")).execute()) {
                return response.code();
              }
            });
    Await.until(() -> api.holding() == 2);

    CloseReport report = providers.get(0).close(Duration.ofMillis(200));

    assertThat(report.isClean()).isFalse();
    assertThat(failureOf(running)).isInstanceOf(ConnectionException.class);
    assertThat(failureOf(native_)).isInstanceOf(IOException.class);
  }

  @Test
  void noMoreThanTheBulkheadAllowsIsEverAtTheServer() throws Exception {
    RestConnection shop = connection("bulkhead.maxConcurrent", "3", "bulkhead.maxWaiting", "100");
    OkHttpClient client = shop.client();
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(inBackground(() -> shop.get("/hold", String.class)));
      calls.add(
          inBackground(
              () -> {
                try (Response response = client.newCall(get(shop, "/hold")).execute()) {
                  return response.body().string();
                }
              }));
      calls.add(enqueued(client, get(shop, "/hold")));
    }
    Await.until(() -> api.holding() == 3 && shop.snapshot().operations().waiting() >= 9);
    assertThat(shop.snapshot().operations().inFlight()).isEqualTo(3);

    api.release();
    for (CompletableFuture<String> call : calls) {
      assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("\"held\"");
    }
    assertThat(api.mostHeld()).isEqualTo(3);
    assertThat(shop.snapshot().operations().inFlight()).isZero();
  }

  private static CompletableFuture<String> enqueued(OkHttpClient client, Request request) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException failure) {
                answer.completeExceptionally(failure);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                  answer.complete(response.body().string());
                }
              }
            });
    return answer;
  }

  @Test
  void asynchronousCallsUseTheWholeBulkhead() throws Exception {
    RestConnection shop = connection();
    OkHttpClient client = shop.client();
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(enqueued(client, get(shop, "/hold")));
    }
    Await.until(() -> api.holding() == 20); // OkHttp's own limit is 5 a host
    api.release();
    for (CompletableFuture<String> call : calls) {
      call.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aNativeCallWaitsNoLongerThanTheAcquireTimeout() throws Exception {
    RestConnection shop = connection("bulkhead.maxConcurrent", "1", "timeouts.acquire", "200ms");
    OkHttpClient client = shop.client();
    CompletableFuture<String> running = inBackground(() -> shop.get("/hold", String.class));
    Await.until(() -> api.holding() == 1);

    CallRejectedException rejected =
        thrown(
            CallRejectedException.class,
            () -> client.newCall(get(shop, "/echo")).execute().close());
    assertThat(rejected.reason())
        .isInstanceOf(AcquireTimeoutException.class)
        .hasMessageContaining("GET /hold");
    assertThat(failureOf(enqueued(client, get(shop, "/echo"))))
        .as("asynchronous ones are told in the callback")
        .isInstanceOf(CallRejectedException.class);
    api.release();
    running.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aNativeCallIsInFlightUntilItsAnswerIsClosedOrReadToTheEnd() throws Exception {
    RestConnection shop = connection();
    Response open = shop.client().newCall(get(shop, "/echo")).execute();
    assertThat(shop.snapshot().operations().inFlight()).isEqualTo(1);
    assertThat(shop.snapshot().holders())
        .singleElement()
        .satisfies(holder -> assertThat(holder.operation()).isEqualTo("client GET"));
    open.close();
    assertThat(shop.snapshot().operations().inFlight()).isZero();

    Response read = shop.client().newCall(get(shop, "/echo")).execute();
    assertThat(read.body().string()).isEqualTo("{}");
    assertThat(shop.snapshot().operations().inFlight()).isZero();
    read.close();
    assertThat(shop.snapshot().operations().inFlight()).isZero();
  }

  /** Neither OkHttp's frames nor those of a library in between tell where it was taken. */
  @Test
  void aNativeCallIsNamedByTheLineOfTheApplication() throws Exception {
    RestConnection shop = connection();
    try (Response open = Reader.reads(shop.client(), get(shop, "/echo"))) {
      assertThat(open.isSuccessful()).isTrue();
      assertThat(shop.snapshot().holders().toString())
          .contains("taken at dev.connections.application.Reader.reads(Reader.java:");
    }
  }

  @Test
  void aNativeCallThatWasEnqueuedIsNamedAsSuch() throws Exception {
    RestConnection shop = connection();
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Reader.readsLater(
        shop.client(),
        get(shop, "/echo"),
        new Callback() {
          @Override
          public void onFailure(Call call, IOException failure) {
            answer.completeExceptionally(failure);
          }

          @Override
          public void onResponse(Call call, Response response) {
            answer.complete(response);
          }
        });
    try (Response open = answer.get(20, TimeUnit.SECONDS)) {
      assertThat(open.isSuccessful()).isTrue();
      assertThat(shop.snapshot().holders().toString())
          .contains("taken at okhttp3.internal.connection.RealCall$AsyncCall.run(");
    }
  }

  @Test
  void aNativeCallThatFailsGivesItsPermitBackAndThrowsWhatOkHttpThrew() throws Exception {
    RestConnection shop = connection();
    OkHttpClient client = shop.client();
    Request request = get(shop, "/echo");
    api.close();

    Throwable failure = catchThrowable(() -> client.newCall(request).execute().close());

    assertThat(failure)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(CallRejectedException.class);
    assertThat(shop.snapshot().operations().inFlight()).isZero();
    assertThat(shop.snapshot().operations().failed()).isEqualTo(1);
  }

  @Test
  void theNativeClientHasNoEndlessTimeoutAndCarriesTheCredentials() throws Exception {
    OkHttpClient client = connection("timeouts.attempt", "7s").client();

    assertThat(client.callTimeoutMillis()).as("an event stream may last").isZero();
    assertThat(client.connectTimeoutMillis()).isEqualTo(5000);
    assertThat(client.readTimeoutMillis()).isPositive();
    assertThat(client.writeTimeoutMillis()).isPositive();
    assertThat(client.dispatcher().getMaxRequestsPerHost()).isEqualTo(64);
  }

  @Test
  void aServerWhoseHealthPathFailsIsDownAndStaysUsable() {
    api.healthStatus = 503;
    RestConnection shop = connection();

    Health first = shop.checkHealth();
    Health second = shop.checkHealth();

    assertThat(first.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(second.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(second.problem()).contains("HEAD /api/health", "503");
    assertThat(second.data()).containsEntry("status", "503");
    assertThat(shop.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(shop.post("/echo", new Order("a", 1), Order.class)).isEqualTo(new Order("a", 1));

    api.healthStatus = 200;
    assertThat(shop.checkHealth().status()).isNotEqualTo(HealthStatus.DOWN);
    assertThat(shop.checkHealth().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void aServerWithoutAHealthPathIsReachableAndSaysSo() {
    api.healthStatus = 404;
    Health health = connection().checkHealth();

    assertThat(health.status()).isEqualTo(HealthStatus.UP);
    assertThat(health.data())
        .containsEntry("status", "404")
        .containsEntry("server", "acme")
        .containsKey("note");
  }

  @Test
  void aFailingServerCastsSuspicionAndAFussyOneDoesNot() {
    RestConnection shop = connection();
    shop.connect();
    api.healthStatus = 500;

    thrown(PermanentConnectionException.class, () -> shop.get("/status/404", Order.class));
    thrown(PermanentConnectionException.class, () -> shop.get("/status/501", Order.class));
    assertThat(shop.health().status()).isEqualTo(HealthStatus.UP);

    thrown(TransientConnectionException.class, () -> shop.get("/status/500", Order.class));
    assertThat(shop.health().status()).isIn(HealthStatus.DEGRADED, HealthStatus.DOWN);
  }

  @Test
  void anotherCodecIsAViewOfTheSameConnection() {
    RestConnection shop = connection();
    RestConnection shouting =
        shop.withCodec(
            new JsonCodec() {
              @Override
              public byte[] encode(Object value) {
                return ("\"" + value + "!\"").getBytes(java.nio.charset.StandardCharsets.UTF_8);
              }

              @Override
              public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
                return new JacksonJsonCodec().decode(json, type);
              }
            });

    assertThat(shouting.post("/echo", "ho", Object.class)).isEqualTo("ho!");
    assertThat(shop.snapshot().operations().succeeded()).isEqualTo(1);
  }

  @Test
  void secretsAppearNowhere() {
    RestConnection shop = connection();
    List<String> shown = new ArrayList<>();
    for (String route : List.of("/status/401", "/status/500", "/status/404")) {
      ConnectionException failure =
          thrown(ConnectionException.class, () -> shop.get(route, Order.class));
      java.io.StringWriter text = new java.io.StringWriter();
      failure.printStackTrace(new java.io.PrintWriter(text));
      shown.add(text + " " + failure.diagnosis());
    }
    shown.add(shop + " " + shop.snapshot() + " " + shop.checkHealth());
    shown.add(providers.get(0).configuration(RestConnectionTypes.REST, "shop").toString());

    assertThat(shown).noneMatch(text -> text.contains(CANARY));
  }

  @Test
  void aRotatedTokenIsUsedFromTheNextAttemptOnWithAndWithoutAReload(@TempDir Path folder)
      throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first-token-value");
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "connections.yaml",
            """
            connections:
              shop:
                type: Rest
                url: http://localhost:%d/api
                bearerToken: ${file:%s}
                healthPath: /health
            """
                .formatted(api.port(), token));
    ConnectionProviderBuilder builder = Connections.builder().configuration(configuration);
    builder.types(RestConnectionTypes.source());
    ConnectionProvider provider = builder.open();
    providers.add(provider);
    RestConnection shop = provider.get("shop", RestConnection.class);
    api.requiredToken = "first-token-value";
    shop.get("/echo", Map.of(), Map.class);

    api.requiredToken = "second-token-value";
    Files.writeString(token, "second-token-value");
    shop.get("/echo", Map.of(), Map.class);

    assertThat(provider.reload().connections())
        .extracting(ReloadReport.Entry::outcome)
        .containsExactly(ReloadReport.Outcome.REPLACED);
    api.requiredToken = "third-token-value";
    Files.writeString(token, "third-token-value");
    shop.get("/echo", Map.of(), Map.class);
    assertThat(shop.snapshot().operations().failed()).isZero();
  }
}
