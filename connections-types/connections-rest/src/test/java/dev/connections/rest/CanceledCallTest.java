package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.CloseReport;
import dev.connections.ConnectionProvider;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls of the native client that are canceled and whose answer nobody closes, as event sources do
 * (okhttp-eventsource 4.1.1): their socket is gone, so their permit must be back.
 */
@Timeout(60)
@SuppressWarnings("resource") // that nobody closes the answers is what is tried
class CanceledCallTest {

  private final MockWebServer server = new MockWebServer();
  private ConnectionProvider provider;
  private RestConnection shop;

  @BeforeEach
  void open() throws IOException {
    server.start();
    server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
    provider =
        ShopProvider.open(
            server.getPort(),
            "bulkhead: { maxConcurrent: 2 }",
            "timeouts: { acquire: 1s }",
            "retry: { maxAttempts: 1 }");
    shop = provider.get("shop", RestConnection.class);
  }

  @AfterEach
  void close() {
    provider.close(Duration.ofSeconds(1));
    server.close();
  }

  private Call call(OkHttpClient client) {
    return client.newCall(new Request.Builder().url(server.url("/api/events")).build());
  }

  /** An event, and then for long nothing. */
  private static MockResponse stream() {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .chunkedBody("data: 1\n\n" + "x".repeat(100_000), 9)
        .throttleBody(14, 30, TimeUnit.SECONDS)
        .build();
  }

  private long inFlight() {
    return shop.snapshot().operations().inFlight();
  }

  /** Whether exactly as many permits are there as there should be: two. */
  private void twoCanBeHeldAndNoThird() throws IOException {
    assertThat(inFlight()).isZero();
    Call[] held = {call(shop.client()), call(shop.client())};
    for (Call one : held) {
      server.enqueue(stream());
      assertThat(one.execute().code()).isEqualTo(200);
    }
    assertThat(inFlight()).isEqualTo(2);
    assertThat(
            catchThrowableOfType(CallRejectedException.class, () -> call(shop.client()).execute()))
        .isNotNull();
    held[0].cancel();
    held[1].cancel();
  }

  private static CompletableFuture<Response> enqueued(Call call) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException failure) {
            answer.completeExceptionally(failure);
          }

          @Override
          public void onResponse(Call done, Response response) {
            answer.complete(response);
          }
        });
    return answer;
  }

  @Test
  void aCanceledStreamThatNobodyClosesGivesItsPermitBack() throws Exception {
    OkHttpClient client = shop.client();
    for (int round = 0; round < 5; round++) {
      server.enqueue(stream());
      Call call = call(client);
      Response response = enqueued(call).get(20, TimeUnit.SECONDS);
      assertThat(response.body().source().readUtf8Line()).isEqualTo("data: 1");
      assertThat(inFlight()).isEqualTo(1);

      call.cancel();

      assertThat(inFlight()).isZero();
    }
    twoCanBeHeldAndNoThird();
  }

  @Test
  void aCanceledCallWhoseAnswerIsClosedAsWellGivesOnePermitBack() throws Exception {
    server.enqueue(stream());
    Call call = call(shop.client());
    Response response = call.execute();

    call.cancel();
    response.close();
    call.cancel();
    response.close();

    twoCanBeHeldAndNoThird();
  }

  @Test
  void aCallThatIsCanceledBeforeItsAnswerGivesOnePermitBack() throws Exception {
    server.enqueue(
        new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).body("late").build());
    Call call = call(shop.client());
    CompletableFuture<Response> answer = enqueued(call);
    Await.until(() -> server.getRequestCount() == 2);
    assertThat(inFlight()).isEqualTo(1);

    call.cancel();

    assertThat(answer).failsWithin(Duration.ofSeconds(20));
    Await.until(() -> inFlight() == 0);
    twoCanBeHeldAndNoThird();
  }

  /** Two answers of one call: an interceptor in front of ours asks again. */
  @Test
  void aCanceledCallThatAnInterceptorHasRepeatedGivesBackWhatItHolds() throws Exception {
    OkHttpClient.Builder builder = shop.client().newBuilder();
    builder
        .interceptors()
        .add(
            0,
            chain -> {
              chain.proceed(chain.request()).close();
              return chain.proceed(chain.request());
            });
    server.enqueue(new MockResponse.Builder().code(503).body("no").build());
    server.enqueue(stream());
    Call call = call(builder.build());
    assertThat(call.execute().code()).isEqualTo(200);
    assertThat(inFlight()).isEqualTo(1);

    call.cancel();

    twoCanBeHeldAndNoThird();
  }

  /** A call that its own time limit ends is canceled by OkHttp. */
  @Test
  void anAnswerThatTheTimeLimitOfItsCallEndsGivesItsPermitBack() throws Exception {
    server.enqueue(stream());
    Call call = call(shop.client());
    call.timeout().timeout(1, TimeUnit.SECONDS);
    assertThat(call.execute().code()).isEqualTo(200);

    Await.until(() -> inFlight() == 0);
    twoCanBeHeldAndNoThird();
  }

  /** The socket of an answer that breaks in the middle is gone as well. */
  @Test
  void anAnswerThatBreaksAndIsNotClosedGivesItsPermitBack() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(100_000))
            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    Response response = call(shop.client()).execute();

    assertThat(
            Objects.requireNonNull(
                catchThrowableOfType(
                    IOException.class, () -> response.body().source().readByteString())))
        .isNotNull();

    twoCanBeHeldAndNoThird();
  }

  @Test
  void closingTheProviderDoesNotWaitForACanceledStream() throws Exception {
    server.enqueue(stream());
    Call call = call(shop.client());
    assertThat(call.execute().code()).isEqualTo(200);
    call.cancel();

    CloseReport report = provider.close(Duration.ofSeconds(10));

    assertThat(report.isClean()).isTrue();
  }
}
