package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers of the native client that are closed by another thread, as wrappers that make a future or
 * a coroutine of {@code enqueue} do, or by nobody, where there is nothing to read.
 */
@Timeout(60)
class HandedOverAnswersTest {

  private final ExecutorService threads = TestThreads.pool();
  private ApiServer api;
  private ConnectionProvider provider;
  private RestConnection shop;

  @BeforeEach
  void open() throws IOException {
    api = new ApiServer();
    provider =
        ShopProvider.open(
            api.port(), "bulkhead: { maxConcurrent: 2 }", "timeouts: { acquire: 1s }");
    shop = provider.get("shop", RestConnection.class);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    provider.close(Duration.ofSeconds(1));
    api.close();
  }

  private Request request(String method, String path) {
    return new Request.Builder()
        .url("http://localhost:" + api.port() + "/api" + path)
        .method(method, null)
        .build();
  }

  @Test
  void anAnswerThatAnotherThreadClosesBarsNobody() throws Exception {
    OkHttpClient client = shop.client();
    for (int call = 0; call < 1000; call++) {
      CompletableFuture<Response> answer = new CompletableFuture<>();
      client
          .newCall(request("GET", "/status/404"))
          .enqueue(
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
      assertThat(
              threads
                  .submit(
                      () -> {
                        try (Response response = answer.get(10, TimeUnit.SECONDS)) {
                          return response.code();
                        }
                      })
                  .get())
          .isEqualTo(404);
    }
    assertThat(shop.snapshot().operations().inFlight()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"HEAD, /status/200", "GET, /status/204", "GET, /status/304"})
  @SuppressWarnings("resource") // that nobody closes them is what is tried
  void anAnswerWithoutABodyNeedsNotBeClosed(String method, String path) throws IOException {
    OkHttpClient client = shop.client();
    for (int call = 0; call < 10; call++) {
      assertThat(client.newCall(request(method, path)).execute().code()).isPositive();
    }
    assertThat(shop.snapshot().operations().inFlight()).isZero();
  }

  @Tag("situation")
  @Test
  void aCallInsideAnotherWhoseAnswerIsOpenTakesAPermitOfItsOwn() throws IOException {
    OkHttpClient client = shop.client();
    try (Response outer = client.newCall(request("GET", "/status/404")).execute();
        Response inner = client.newCall(request("GET", "/status/404")).execute()) {
      assertThat(outer.code()).isEqualTo(inner.code());
    }
  }
}
