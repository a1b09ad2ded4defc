package dev.connections.traps;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/**
 * T32. A token expires, and a hundred threads find out at once. How often is a new one fetched?
 *
 * <p>OkHttp: an {@code Authenticator} that fetches a token after a 401 and sends the request again,
 * as its documentation shows. Connections: refreshing tokens comes with the REST module's depth.
 */
final class TokenStampede implements Trap {

  private static final int THREADS = 100;

  @Override
  public String id() {
    return "T32";
  }

  @Override
  public String title() {
    return "everybody refreshes the same token";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, peers -> Verdict.pending("REST tokens"));
  }

  private static Verdict okHttp() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    try (HttpPeer server =
            HttpPeer.of(
                (exchange, number) -> {
                  if (exchange.getRequestURI().getPath().equals("/token")) {
                    tokens.incrementAndGet();
                    Await.pass(Duration.ofMillis(50));
                    HttpPeer.reply(exchange, 200, "new");
                    return;
                  }
                  String sent = exchange.getRequestHeaders().getFirst("Authorization");
                  HttpPeer.reply(exchange, "Bearer new".equals(sent) ? 200 : 401, "{}");
                });
        PlainClient authority = new PlainClient();
        PlainClient client =
            new PlainClient(
                new OkHttpClient.Builder()
                    .authenticator(
                        (route, answer) ->
                            answer.request().header("Authorization") != null
                                ? null
                                : answer
                                    .request()
                                    .newBuilder()
                                    .header(
                                        "Authorization",
                                        "Bearer " + authority.get(server.url() + "/token"))
                                    .build())
                    .build())) {
      Crowd.run(THREADS, Duration.ofSeconds(10), () -> client.get(server.url() + "/work"));
      return Verdict.of(tokens.get() == 1, "%d tokens for %d threads", tokens.get(), THREADS);
    }
  }
}
