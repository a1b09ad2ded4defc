package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.KeyedOperation;
import dev.connections.Operation;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.provider.Connections;
import dev.connections.rest.CallFailedException;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.HttpException;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** What the page on Retrofit says is kept. */
@Timeout(60)
class RetrofitTest {

  private static final KeyedOperation ORDER = Operation.keyed("order");

  /** As Kotlin compiles a {@code suspend fun}. */
  interface Suspending {
    @GET("books/{isbn}")
    Object book(@Path("isbn") String isbn, Continuation<? super ResponseBody> continuation);
  }

  private final MockWebServer server = new MockWebServer();
  private ConnectionProvider provider;
  private RetrofitCatalog catalog;

  private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger seen = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("HEAD")) {
              return new MockResponse.Builder().build(); // of a probe
            }
            seen.incrementAndGet();
            return Objects.requireNonNull(answers.poll(), "nothing is left to answer");
          }
        });
    server.start();
    provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "test",
                    """
                    connections:
                      catalog:
                        type: Rest
                        url: http://localhost:%d/api
                        retry: { base: 1ms, cap: 2ms }
                    """
                        .formatted(server.getPort())))
            .types(RestConnectionTypes.source())
            .open();
    provider.get("catalog").connect();
    catalog = RetrofitCatalog.of(provider);
  }

  @AfterEach
  void close() {
    assertThat(provider.snapshot().connections().get(0).operations().inFlight()).isZero();
    provider.close(Duration.ofSeconds(2));
    server.close();
  }

  private void answer(int status, String body) {
    answers.add(new MockResponse.Builder().code(status).body(body).build());
  }

  private void lose() {
    answers.add(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  }

  private static RequestBody text() {
    return RequestBody.create("an order", MediaType.get("text/plain"));
  }

  @Test
  void aReadIsRetried() throws Exception {
    lose();
    answer(503, "");
    answer(200, "a book");

    try (ResponseBody book = catalog.book("978-3").execute().body()) {
      assertThat(book).isNotNull();
      assertThat(book.string()).isEqualTo("a book");
    }
  }

  @Test
  void aStatusThatIsNoSuccessIsRetrofitsToJudge() throws Exception {
    answer(404, "no such book");

    Response<ResponseBody> none = catalog.book("978-3").execute();

    assertThat(none.code()).isEqualTo(404);
    assertThat(none.errorBody()).isNotNull();
    assertThat(none.errorBody().string()).isEqualTo("no such book");
  }

  @Test
  void aFutureIsAnsweredAndFailsAsRetrofitHasIt() throws Exception {
    answer(200, "later");
    answer(404, "none");

    assertThat(catalog.bookLater("1").get(20, TimeUnit.SECONDS).string()).isEqualTo("later");
    CompletableFuture<ResponseBody> none = catalog.bookLater("2");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> none.get(20, TimeUnit.SECONDS))
        .withCauseInstanceOf(HttpException.class);
  }

  @Test
  void aPostIsSentOnceUnlessItsTagAllowsMore() throws Exception {
    lose();
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> catalog.order(text(), Operation.nonIdempotent("order")).execute())
        .satisfies(
            failure -> {
              assertThat(failure.failure()).isInstanceOf(OutcomeUnknownException.class);
              assertThat(failure.failure().diagnosis().operation()).isEqualTo("order");
            });
    assertThat(seen).hasValue(1);

    lose();
    answer(200, "placed");
    try (ResponseBody placed = catalog.order(text(), ORDER.key("k-1")).execute().body()) {
      assertThat(placed).isNotNull();
      assertThat(placed.string()).isEqualTo("placed");
    }
  }

  @Test
  void theNameOfTheMethodIsTheLabelAndTheCircuitCounts() {
    provider.control("catalog").isolate("primary", Duration.ofMinutes(1), "maintenance");

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> catalog.book("978-3").execute())
        .satisfies(
            failure -> {
              assertThat(failure.failure()).isInstanceOf(CircuitOpenException.class);
              assertThat(failure.failure().diagnosis().operation())
                  .isEqualTo("RetrofitCatalog.book");
            });
  }

  @Test
  void aSuspendFunctionIsAnswered() throws Exception {
    lose();
    answer(200, "suspended");
    Suspending api =
        new Retrofit.Builder()
            .baseUrl(server.url("/api/"))
            .callFactory(provider.get("catalog", RestConnection.class).calls())
            .build()
            .create(Suspending.class);
    CompletableFuture<Object> answer = new CompletableFuture<>();

    Object at =
        api.book(
            "1",
            new Continuation<>() {
              @Override
              public CoroutineContext getContext() {
                return EmptyCoroutineContext.INSTANCE;
              }

              @Override
              public void resumeWith(Object result) {
                try {
                  ResultKt.throwOnFailure(result);
                  answer.complete(result);
                } catch (Throwable failure) {
                  answer.completeExceptionally(failure);
                }
              }
            });

    assertThat(at).isSameAs(IntrinsicsKt.getCOROUTINE_SUSPENDED());
    try (ResponseBody body = (ResponseBody) answer.get(20, TimeUnit.SECONDS)) {
      assertThat(body.string()).isEqualTo("suspended");
    }
  }
}
