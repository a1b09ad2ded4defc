package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of libraries on OkHttp that run as operations. */
@Timeout(60)
class PipelinedCallTest {

  private final MockWebServer server = new MockWebServer();
  private ConnectionProvider provider;
  private RestConnection shop;

  private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();

  /** Without probes. */
  private final BlockingQueue<RecordedRequest> seen = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("HEAD")) {
              return new MockResponse.Builder().build();
            }
            seen.add(request);
            return Objects.requireNonNull(answers.poll(), "nothing is left to answer");
          }
        });
    server.start();
    provider =
        ShopProvider.open(
            server.getPort(),
            "headers: { X-Tenant: graz }",
            "retry: { maxAttempts: 3, base: 1ms, cap: 2ms }");
    shop = provider.get("shop", RestConnection.class);
    shop.connect();
  }

  @AfterEach
  void close() {
    provider.close(Duration.ofSeconds(2));
    server.close();
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url("http://127.0.0.1:" + server.getPort() + "/api" + path);
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static MockResponse lost() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static RequestBody text() {
    return RequestBody.create("text", MediaType.get("text/plain"));
  }

  @Test
  void aReadIsRetriedAndHasTheHeadersOfTheConnection() throws Exception {
    answers.add(answer(503, ""));
    answers.add(lost());
    answers.add(answer(200, "third"));

    try (Response response = shop.calls().newCall(request("/a").build()).execute()) {
      assertThat(response.body().string()).isEqualTo("third");
    }
    assertThat(shop.snapshot().operations().retries()).isEqualTo(2);
    assertThat(seen.take().getHeaders().get("X-Tenant")).isEqualTo("graz");
  }

  @Test
  void aPostWhoseAnswerIsLostIsNotSentAgainAndSaysThatNobodyKnows() {
    answers.add(lost());

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> shop.calls().newCall(request("/a").post(text()).build()).execute())
        .satisfies(
            failure -> assertThat(failure.failure()).isInstanceOf(OutcomeUnknownException.class));
    assertThat(seen).hasSize(1);
  }

  @Test
  void aTagSaysWhatTheMethodDoesNot() throws Exception {
    answers.add(lost());
    answers.add(answer(200, "again"));
    Operation pay = Operation.keyed("pay").key("k-1");

    try (Response response =
        shop.calls()
            .newCall(request("/pay").post(text()).tag(Operation.class, pay).build())
            .execute()) {
      assertThat(response.body().string()).isEqualTo("again");
    }
    assertThat(seen.take().getHeaders().get("Idempotency-Key")).isEqualTo("\"k-1\"");
    assertThat(seen.take().getHeaders().get("Idempotency-Key")).isEqualTo("\"k-1\"");
  }

  @Test
  void aFunctionNamesTheOperation() {
    answers.add(lost());

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(
            () ->
                shop.calls(request -> "place-order")
                    .newCall(request("/a").post(text()).build())
                    .execute())
        .satisfies(
            failure ->
                assertThat(failure.failure().diagnosis().operation()).isEqualTo("place-order"));
  }

  @Test
  void aStatusThatIsNoSuccessIsAnAnswerOnceNoRetryIsLeft() throws Exception {
    answers.add(answer(404, "no such book"));
    for (int i = 0; i < 3; i++) {
      answers.add(answer(500, "broken " + i));
    }

    try (Response response = shop.calls().newCall(request("/a").build()).execute()) {
      assertThat(response.code()).isEqualTo(404);
      assertThat(response.body().string()).isEqualTo("no such book");
    }
    try (Response response = shop.calls().newCall(request("/b").build()).execute()) {
      assertThat(response.code()).isEqualTo(500);
      assertThat(response.body().string()).isEqualTo("broken 2");
    }
    assertThat(shop.snapshot().operations().failed()).isEqualTo(2);
  }

  @Test
  void theTimeLimitOfTheCallIsTheDeadline() {
    answers.add(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
    Call call = shop.calls().newCall(request("/a").build());
    call.timeout().timeout(200, TimeUnit.MILLISECONDS);

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(call::execute)
        .satisfies(
            failure -> assertThat(failure.failure()).isInstanceOf(DeadlineExceededException.class));
  }

  @Test
  void aCallIsMadeOnceAndItsCloneAgain() throws Exception {
    answers.add(answer(200, "one"));
    answers.add(answer(200, "two"));
    Call call = shop.calls().newCall(request("/a").tag(String.class, "mine").build());

    call.execute().close();
    assertThatIllegalStateException().isThrownBy(call::execute);
    assertThat(call.isExecuted()).isTrue();
    Call again = call.clone();
    assertThat(again.isExecuted()).isFalse();
    assertThat(again.tag(String.class)).isEqualTo("mine");
    assertThat(again.execute().body().string()).isEqualTo("two");
  }

  @Test
  void anEnqueuedCallIsAnsweredOnAnotherThread() throws Exception {
    answers.add(lost());
    answers.add(answer(200, "later"));
    CompletableFuture<String> body = new CompletableFuture<>();

    shop.calls().newCall(request("/a").build()).enqueue(into(body));

    assertThat(body.get(20, TimeUnit.SECONDS)).isEqualTo("later");
  }

  @Test
  void aCanceledCallIsNotRetried() throws Exception {
    answers.add(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
    Call call = shop.calls().newCall(request("/a").build());
    CompletableFuture<String> body = new CompletableFuture<>();
    Thread caller =
        TestThreads.thread(
            "caller",
            () -> {
              try (Response response = call.execute()) {
                body.complete(response.body().string());
              } catch (IOException failure) {
                body.completeExceptionally(failure);
              }
            });
    caller.start();
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
    call.cancel();

    assertThat(body.handle((text, failure) -> failure).get(10, TimeUnit.SECONDS))
        .isInstanceOf(IOException.class)
        .hasMessage("Canceled");
    assertThat(seen).as("no further request").isEmpty();
    assertThat(call.isCanceled()).isTrue();
  }

  @Test
  void anEnqueuedCallCanBeCanceled() throws Exception {
    answers.add(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
    Call call = shop.calls().newCall(request("/a").build());
    CompletableFuture<String> body = new CompletableFuture<>();
    call.enqueue(into(body));
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
    call.cancel();

    assertThat(body.handle((text, failure) -> failure).get(10, TimeUnit.SECONDS))
        .isInstanceOf(IOException.class);
    assertThat(seen).as("no further request").isEmpty();
  }

  @Test
  void aBodyThatCanBeSentOnceIsNotSentTwice() {
    answers.add(lost());
    RequestBody once =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("text/plain");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8("once");
          }

          @Override
          public boolean isOneShot() {
            return true;
          }
        };

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> shop.calls().newCall(request("/a").put(once).build()).execute())
        .satisfies(
            failure ->
                assertThat(failure.failure().diagnosis().notRetried())
                    .isEqualTo("the body of the request can be sent only once"));
    assertThat(seen).hasSize(1);
  }

  @Test
  void aRequestForAnotherHostIsRejected() {
    Request elsewhere = new Request.Builder().url("http://elsewhere.test/api/a").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop.calls().newCall(elsewhere).execute())
        .withMessageContaining("elsewhere.test")
        .withMessageContaining("use client()");
  }

  private static Callback into(CompletableFuture<String> body) {
    return new Callback() {
      @Override
      public void onFailure(Call call, IOException failure) {
        body.completeExceptionally(failure);
      }

      @Override
      public void onResponse(Call call, Response response) throws IOException {
        body.complete(response.body().string());
      }
    };
  }
}
