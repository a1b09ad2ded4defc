package dev.connections.traps;

import dev.connections.testsupport.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/**
 * T32. A token expires, and a hundred threads find out at once. How often is a new one fetched?
 *
 * <p>OkHttp: an {@code Authenticator} that fetches a token after a 401 and sends the request again,
 * as its documentation shows. Connections: {@code oauth2}, with another connection for the token
 * server; its token is rejected from one moment on.
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
    try (HttpPeer server = server(tokens, new AtomicBoolean(true));
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
    AtomicBoolean expired = new AtomicBoolean();
    try (HttpPeer server = server(tokens, expired);
        Ours ours =
            Ours.withSecret(
                "client secret",
                Ours.entry("idp", "Rest", "url: " + server.url()),
                Ours.entry(
                    "api",
                    "Rest",
                    "url: " + server.url(),
                    "oauth2: { connection: idp, path: /oauth, clientId: shop, clientSecret: '${env:KEY}' }"))) {
      ours.rest().get("/work", String.class);
      tokens.set(0);
      expired.set(true);
      AtomicInteger answered = new AtomicInteger();
      Crowd.run(
          THREADS,
          Duration.ofSeconds(10),
          () -> {
            ours.rest().get("/work", String.class);
            return answered.incrementAndGet();
          });
      return Verdict.of(
          tokens.get() == 1 && answered.get() == THREADS,
          "%d tokens for %d threads, %d answered",
          tokens.get(),
          THREADS,
          answered.get());
    }
  }

  private static Verdict verdict(int tokens) {
    return Verdict.of(tokens == 1, "%d tokens for %d threads", tokens, THREADS);
  }

  /** Gives tokens, as text and as OAuth 2 has it, and does nothing for an old one. */
  private static HttpPeer server(AtomicInteger tokens, AtomicBoolean expired) throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          String valid = expired.get() ? "new" : "old";
          switch (exchange.getRequestURI().getPath()) {
            case "/token" -> HttpPeer.reply(exchange, 200, token(tokens, valid));
            case "/oauth" ->
                HttpPeer.reply(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        .formatted(token(tokens, valid)));
            default -> {
              String sent = exchange.getRequestHeaders().getFirst("Authorization");
              HttpPeer.reply(exchange, ("Bearer " + valid).equals(sent) ? 200 : 401, "{}");
            }
          }
        });
  }

  private static String token(AtomicInteger tokens, String valid) throws InterruptedException {
    tokens.incrementAndGet();
    Await.pass(Duration.ofMillis(50));
    return valid;
  }
}
