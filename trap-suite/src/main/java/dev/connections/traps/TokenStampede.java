package dev.connections.traps;

import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/**
 * T32. A token expires, and a hundred threads find out at once. How often is a new one fetched?
 *
 * <p>OkHttp: an {@code Authenticator} that fetches a token after a 401 and sends the request again,
 * as its documentation shows. Connections: it has no tokens of its own, so the token is a secret
 * that a {@code SecretResolver} fetches when it is asked.
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
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict okHttp() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    try (HttpPeer server = server(tokens);
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
      return verdict(tokens.get());
    }
  }

  private static Verdict connections() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    try (HttpPeer server = server(tokens);
        PlainClient authority = new PlainClient();
        Ours ours =
            Ours.withSecrets(
                key -> Optional.of(token(authority, server)),
                Ours.entry("api", "Rest", "url: " + server.url(), "bearerToken: '#{token}#'"))) {
      ours.rest().get("/open", String.class);
      tokens.set(0);
      Crowd.run(THREADS, Duration.ofSeconds(10), () -> ours.rest().get("/work", String.class));
      return verdict(tokens.get());
    }
  }

  private static String token(PlainClient authority, HttpPeer server) {
    try {
      return authority.get(server.url() + "/token");
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  private static Verdict verdict(int tokens) {
    return Verdict.of(tokens == 1, "%d tokens for %d threads", tokens, THREADS);
  }

  /** Gives tokens, and does nothing for an old one. */
  private static HttpPeer server(AtomicInteger tokens) throws Exception {
    return HttpPeer.of(
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
  }
}
