package dev.connections.outside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** OkHttp, used as its guide shows. */
final class HttpScenarios {

  private static final String LIBRARY = "OkHttp 5.5.1";

  private HttpScenarios() {}

  static List<Scenario<?, ?>> all() {
    HttpStage stage = new HttpStage(false);
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY, "requests in turn, bodies, statuses", stage, HttpScenarios::requests));
    all.add(
        new Scenario<>(
            LIBRARY,
            "1,000 enqueued, answers closed by another thread",
            stage,
            HttpScenarios::enqueued));
    all.add(
        new Scenario<>(
            LIBRARY,
            "1,000 enqueued with few permits",
            new HttpStage(true),
            HttpScenarios::enqueued));
    all.add(
        new Scenario<>(
            LIBRARY, "answers without a body that nobody closes", stage, HttpScenarios::unclosed));
    all.add(
        new Scenario<>(
            LIBRARY, "a call while another body is open", stage, HttpScenarios::whileOpen));
    all.add(
        new Scenario<>(
            LIBRARY,
            "an authenticator that fetches a token by the same client",
            stage,
            HttpScenarios::authenticator));
    all.add(
        new Scenario<>(
            LIBRARY,
            "an interceptor that calls by the same client",
            stage,
            HttpScenarios::interceptor));
    all.add(
        new Scenario<>(
            LIBRARY, "cancelling, time-outs of a call", stage, HttpScenarios::cancelling));
    all.add(new Scenario<>(LIBRARY, "redirects", stage, HttpScenarios::redirects));
    return all;
  }

  private static Request get(HttpStage.Site site, String path) {
    return new Request.Builder().url(site.url(path)).build();
  }

  private static String text(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  /** The class of the exception alone: its text depends on which of two clocks ends the wait. */
  private static String failure(OkHttpClient client, Request request) {
    try {
      return text(client, request);
    } catch (IOException failure) {
      return failure.getClass().getName();
    }
  }

  private static void requests(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    for (int status : new int[] {200, 204, 400, 404, 409, 418, 429, 500, 503}) {
      facts.state("status " + status, text(client, get(site, "status/" + status)));
    }
    RequestBody body =
        RequestBody.create("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      facts.state(
          method,
          text(client, new Request.Builder().url(site.url("items")).method(method, body).build()));
    }
    facts.state("HEAD", text(client, new Request.Builder().url(site.url("items")).head().build()));
    facts.state(
        "OPTIONS",
        text(client, new Request.Builder().url(site.url("items")).method("OPTIONS", null).build()));
    RequestBody parts = new MultipartBody.Builder("b").addFormDataPart("a", "1").build();
    facts.state(
        "multipart",
        text(client, new Request.Builder().url(site.url("items")).post(parts).build()).length());
    facts.state("large", text(client, get(site, "large")).length());
    facts.ending(
        "no such host",
        () ->
            text(
                client.newBuilder().build(),
                new Request.Builder().url("http://localhost:1/").build()));
  }

  private static void enqueued(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    int calls = 1000;
    LinkedBlockingQueue<Response> answers = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
    CountDownLatch left = new CountDownLatch(calls);
    AtomicInteger good = new AtomicInteger();
    ExecutorService closers = Executors.newFixedThreadPool(4);
    for (int i = 0; i < calls; i++) {
      client
          .newCall(get(site, "items/" + i))
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException failure) {
                  failures.add(Facts.describe(failure));
                  left.countDown();
                }

                @Override
                public void onResponse(Call call, Response response) {
                  answers.add(response);
                  closers.execute(
                      () -> {
                        try (Response one = answers.take()) {
                          if (one.body().string().startsWith("GET /items/")) {
                            good.incrementAndGet();
                          }
                        } catch (IOException | InterruptedException failure) {
                          failures.add(Facts.describe(failure));
                        }
                        left.countDown();
                      });
                }
              });
    }
    facts.state("all answered", left.await(30, TimeUnit.SECONDS));
    facts.state("good", good.get());
    facts.state("failures", failures.stream().distinct().limit(2).toList());
    closers.shutdown();
  }

  private static void unclosed(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    for (int i = 0; i < 100; i++) {
      Response response = client.newCall(get(site, "status/204")).execute();
      if (response.code() != 204) {
        facts.state("status", response.code());
      }
      client.newCall(new Request.Builder().url(site.url("items")).head().build()).execute();
    }
  }

  private static void whileOpen(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    try (Response open = client.newCall(get(site, "large")).execute()) {
      facts.state("first byte", open.body().byteStream().read());
      facts.state("meanwhile", text(client, get(site, "items/2")));
      facts.state("rest", open.body().byteStream().readAllBytes().length);
    }
  }

  private static void authenticator(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    OkHttpClient authenticating =
        client
            .newBuilder()
            .authenticator(
                (route, response) -> {
                  if (response.request().header("Authorization") != null) {
                    return null;
                  }
                  String token = text(client, get(site, "token")).substring("200 ".length());
                  return response
                      .request()
                      .newBuilder()
                      .header("Authorization", "Bearer " + token)
                      .build();
                })
            .build();
    facts.state("GET", text(authenticating, get(site, "private")));
    RequestBody body = RequestBody.create("x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    facts.state(
        "POST",
        text(authenticating, new Request.Builder().url(site.url("private")).post(body).build()));
  }

  private static void interceptor(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    OkHttpClient intercepted =
        client
            .newBuilder()
            .addInterceptor(
                chain -> {
                  String token = text(client, get(site, "token")).substring("200 ".length());
                  return chain.proceed(
                      chain
                          .request()
                          .newBuilder()
                          .header("Authorization", "Bearer " + token)
                          .build());
                })
            .build();
    for (int i = 0; i < 20; i++) {
      facts.state("answer", text(intercepted, get(site, "private")));
    }
  }

  private static void cancelling(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    Call call = client.newCall(get(site, "slow"));
    CompletableFuture<String> ending =
        CompletableFuture.supplyAsync(
            () -> {
              try (Response response = call.execute()) {
                return "answered " + response.code();
              } catch (IOException cancelled) {
                return "ended, cancelled: " + call.isCanceled();
              }
            });
    facts.state("runs", Waiting.until(call::isExecuted));
    call.cancel();
    facts.state("cancelled", ending.get(5, TimeUnit.SECONDS));
    OkHttpClient impatient =
        client.newBuilder().readTimeout(java.time.Duration.ofMillis(300)).build();
    facts.state("read time-out", failure(impatient, get(site, "slow")));
    OkHttpClient limited =
        client.newBuilder().callTimeout(java.time.Duration.ofMillis(300)).build();
    facts.state("call time-out", failure(limited, get(site, "slow")));
    facts.state("afterwards", text(client, get(site, "items/1")));
  }

  private static void redirects(HttpStage.Site site, OkHttpClient client, Facts facts)
      throws Exception {
    facts.state("GET", text(client, get(site, "redirect")));
    RequestBody body = RequestBody.create("x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    facts.state(
        "DELETE", text(client, new Request.Builder().url(site.url("redirect")).delete().build()));
    facts.state(
        "PUT", text(client, new Request.Builder().url(site.url("redirect")).put(body).build()));
    facts.state(
        "POST", text(client, new Request.Builder().url(site.url("redirect")).post(body).build()));
    try (Response response =
            client
                .newBuilder()
                .followRedirects(false)
                .build()
                .newCall(get(site, "redirect"))
                .execute();
        ResponseBody unused = response.body()) {
      facts.state("not followed", response.code());
    }
  }
}
