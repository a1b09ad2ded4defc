package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.rest.RestRequest;
import dev.connections.testing.FaultProxy;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * T1. An INSERT is done and its reply is lost; a POST is done and the server closes the connection.
 *
 * <p>HikariCP: a pool, no retry. Resilience4j: {@code Retry.ofDefaults} around the INSERT on that
 * pool. Failsafe: {@code RetryPolicy.ofDefaults} likewise. OkHttp: {@code new OkHttpClient()}.
 * Connections: a non-idempotent operation, and a POST; defaults.
 */
final class LostReply implements Trap {

  @Override
  public String id() {
    return "T1";
  }

  @Override
  public String title() {
    return "a lost reply makes one insert two";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> insert(peers, (pool, sql) -> Sql.execute(pool, sql)),
        Contestant.RESILIENCE4J,
            peers ->
                insert(
                    peers,
                    (pool, sql) ->
                        Retry.ofDefaults("insert")
                            .executeCallable(
                                () -> {
                                  Sql.execute(pool, sql);
                                  return true;
                                })),
        Contestant.FAILSAFE,
            peers ->
                insert(
                    peers,
                    (pool, sql) ->
                        Failsafe.with(RetryPolicy.ofDefaults()).run(() -> Sql.execute(pool, sql))),
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, LostReply::connections);
  }

  /** One INSERT. */
  private interface Insert {
    void into(DataSource pool, String sql) throws Exception;
  }

  private static Verdict insert(Peers peers, Insert insert) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 2, Duration.ofSeconds(5))) {
      proxy.dropReplyOnce(Sql.insert(table));
      Throwable failure = null;
      try {
        insert.into(pool, Sql.insert(table));
      } catch (SQLException expected) {
        failure = expected;
      }
      int rows = postgres.count(table);
      return Verdict.of(rows == 1, "rows: %d, %s", rows, Sql.state(failure));
    }
  }

  private static Verdict okHttp() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    OkHttpClient client = new OkHttpClient();
    try (HttpPeer server = forgetful(posts)) {
      client.newCall(new Request.Builder().url(server.url()).build()).execute().close();
      Throwable failure = null;
      try (Response answer =
          client
              .newCall(
                  new Request.Builder()
                      .url(server.url() + "/orders")
                      .post(RequestBody.create("{}", null))
                      .build())
              .execute()) {
        failure = new IllegalStateException("answered " + answer.code());
      } catch (java.io.IOException lost) {
        failure = lost;
      }
      return Verdict.of(posts.get() == 1, "POSTs: %d, %s", posts.get(), Sql.name(failure));
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    AtomicInteger posts = new AtomicInteger();
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        HttpPeer server = forgetful(posts);
        Ours ours =
            Ours.of(
                Ours.postgres("db", proxy.port()),
                Ours.entry("api", "Rest", "url: " + server.url()))) {
      ours.sql().connect();
      proxy.dropReplyOnce(Sql.insert(table));
      @Nullable Throwable lostInsert = null;
      try {
        ours.sql()
            .run(
                Operation.nonIdempotent("place-order"),
                jdbc -> Sql.execute(jdbc, Sql.insert(table)));
      } catch (OutcomeUnknownException unknown) {
        lostInsert = unknown;
      }
      ours.rest().send(RestRequest.get("/"));
      @Nullable Throwable lostPost = null;
      try {
        ours.rest().send(RestRequest.post("/orders").body(Map.of()));
      } catch (OutcomeUnknownException unknown) {
        lostPost = unknown;
      }
      int rows = postgres.count(table);
      return Verdict.of(
          rows == 1 && posts.get() == 1 && lostInsert != null && lostPost != null,
          "rows: %d, %s; POSTs: %d, %s",
          rows,
          Sql.name(lostInsert),
          posts.get(),
          Sql.name(lostPost));
    }
  }

  /** A server that does what a POST says, and closes the connection instead of saying so. */
  private static HttpPeer forgetful(AtomicInteger posts) throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          if (exchange.getRequestMethod().equals("POST")) {
            posts.incrementAndGet();
          } else {
            HttpPeer.reply(exchange, 200, "{}");
          }
        });
  }
}
