package dev.connections.outside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What a reverse proxy does to a client: it closes kept connections, reloads, and answers 502. */
final class NginxScenarios {

  private static final String LIBRARY = "OkHttp 5.5.1 through nginx";

  private NginxScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    NginxStage nginx = new NginxStage(servers);
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY,
            "200 requests, 20 for each kept connection",
            nginx,
            NginxScenarios::keptConnections));
    all.add(new Scenario<>(LIBRARY, "requests while it reloads", nginx, NginxScenarios::reloads));
    all.add(new Scenario<>(LIBRARY, "502, 504, 413", nginx, NginxScenarios::gateway));
    all.add(
        new Scenario<>(
            LIBRARY, "a kept connection that it has closed", nginx, NginxScenarios::stale));
    return all;
  }

  private static String get(OkHttpClient client, String url) throws IOException {
    return text(client, new Request.Builder().url(url).build());
  }

  private static String post(OkHttpClient client, String url, int bytes) throws IOException {
    return text(
        client, new Request.Builder().url(url).post(RequestBody.create(new byte[bytes])).build());
  }

  private static String text(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code()
          + " "
          + response.body().string().lines().findFirst().orElse("").strip();
    }
  }

  private static void keptConnections(NginxStage.Nginx nginx, OkHttpClient client, Facts facts)
      throws Exception {
    int good = 0;
    for (int i = 0; i < 100; i++) {
      good += get(client, nginx.url("items/" + i)).startsWith("200 GET") ? 1 : 0;
      good += post(client, nginx.url("items/" + i), 100).startsWith("200 POST") ? 1 : 0;
    }
    facts.state("good", good);
    facts.state("chunked", get(client, nginx.url("large")).length());
  }

  private static void reloads(NginxStage.Nginx nginx, OkHttpClient client, Facts facts)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    AtomicInteger done = new AtomicInteger();
    List<Future<Integer>> results = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      results.add(
          callers.submit(
              () -> {
                int bad = 0;
                for (int i = 0; i < 200; i++) {
                  bad += get(client, nginx.url("items/" + i)).startsWith("200 ") ? 0 : 1;
                  done.incrementAndGet();
                }
                return bad;
              }));
    }
    for (int reload = 1; reload <= 3; reload++) {
      int least = reload * 100;
      Waiting.until(() -> done.get() > least);
      nginx.reload();
    }
    for (Future<Integer> result : results) {
      facts.state("bad", result.get(30, TimeUnit.SECONDS));
    }
    callers.shutdown();
  }

  private static void gateway(NginxStage.Nginx nginx, OkHttpClient client, Facts facts)
      throws Exception {
    for (int i = 0; i < 5; i++) {
      facts.state("502", get(client, nginx.url("gone")));
      facts.state("504", get(client, nginx.url("slow")));
    }
    facts.state("502 for a POST", post(client, nginx.url("gone"), 10));
    facts.state("413", post(client, nginx.url("items"), 100_000));
    facts.state("afterwards", get(client, nginx.url("items/1")));
  }

  private static void stale(NginxStage.Nginx nginx, OkHttpClient client, Facts facts)
      throws Exception {
    for (int i = 0; i < 3; i++) {
      facts.state("GET", get(client, nginx.url("items/1")));
      // The server closes what is unused for a second.
      long begun = System.nanoTime();
      Waiting.until(
          TimeUnit.SECONDS.toNanos(3),
          () -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(1300));
      facts.state("POST", post(client, nginx.url("items/1"), 10));
    }
  }
}
