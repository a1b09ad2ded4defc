package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * T45. A database's answers are lost without a word, and an API sends a byte each second. Does a
 * call ever end, at default time limits?
 *
 * <p>HikariCP with pgjdbc: a query. OkHttp: a call. Connections: both. It is waited for 12 s; it
 * holds if the calls have ended by then.
 */
final class EndlessWait implements Trap {

  private static final Duration PATIENCE = Duration.ofSeconds(12);

  @Override
  public String id() {
    return "T45";
  }

  @Override
  public String title() {
    return "time limits are infinite by default";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, EndlessWait::hikari,
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, EndlessWait::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 1, Duration.ofSeconds(30))) {
      Sql.execute(pool, "select 1");
      proxy.dropRepliesFrom("select 45");
      List<Crowd.Fate> fates =
          Crowd.run(
              1,
              PATIENCE,
              () -> {
                Sql.execute(pool, "select 45");
                return true;
              });
      return verdict("query", fates.get(0));
    }
  }

  private static Verdict okHttp() throws Exception {
    try (HttpPeer server = trickling();
        PlainClient client = new PlainClient()) {
      return verdict("call", Crowd.run(1, PATIENCE, () -> client.get(server.url())).get(0));
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        HttpPeer server = trickling();
        Ours ours =
            Ours.of(
                Ours.postgres("db", proxy.port()),
                Ours.entry("api", "Rest", "url: " + server.url()))) {
      ours.sql().connect();
      proxy.dropRepliesFrom("select 45");
      Crowd query =
          Crowd.one(
              () -> {
                ours.sql().run(jdbc -> Sql.execute(jdbc, "select 45"));
                return true;
              });
      Crowd.Fate call =
          Crowd.run(1, PATIENCE, () -> ours.rest().post("/", Map.of(), String.class)).get(0);
      Crowd.Fate ended = query.await(Duration.ofSeconds(2)).get(0);
      return Verdict.of(
          ended.ended() && call.ended(),
          "%s; %s",
          verdict("query", ended).fact(),
          verdict("call", call).fact());
    }
  }

  /** It is read too often for a read timeout, and never ends. */
  private static HttpPeer trickling() throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          if (exchange.getRequestMethod().equals("HEAD")) {
            HttpPeer.reply(exchange, 200, "");
            return;
          }
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 30; i++) {
              body.write(' ');
              body.flush();
              Await.pass(Duration.ofSeconds(1));
            }
          }
        });
  }

  private static Verdict verdict(String what, Crowd.Fate fate) {
    return Verdict.of(
        fate.ended(),
        "%s %s",
        what,
        fate.ended()
            ? "ended after " + fate.millis() + " ms, " + Sql.name(fate.failure())
            : "still waiting after " + PATIENCE.toSeconds() + " s");
  }
}
