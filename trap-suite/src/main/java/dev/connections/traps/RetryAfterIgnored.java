package dev.connections.traps;

import dev.connections.failure.ConnectionException;
import dev.connections.rest.HttpAnswer;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * T7. A server answers 503 and says when to come back: in 2 s, in an hour, and at a date that is
 * past.
 *
 * <p>Resilience4j and Failsafe: their default retry around OkHttp. OkHttp: its defaults; it passes
 * the answer on. Connections: defaults. It holds if nobody comes back before the 2 s, an hour is
 * not waited for, and a past date does not hang or break anything.
 */
final class RetryAfterIgnored implements Trap {

  @Override
  public String id() {
    return "T7";
  }

  @Override
  public String title() {
    return "Retry-After is ignored, or obeyed for ever";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J,
            peers ->
                peer(
                    (client, url) ->
                        Retry.ofDefaults("later").executeCallable(() -> client.get(url))),
        Contestant.FAILSAFE,
            peers ->
                peer(
                    (client, url) ->
                        Failsafe.with(RetryPolicy.ofDefaults()).get(() -> client.get(url))),
        Contestant.OKHTTP, peers -> peer(PlainClient::get),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Get {
    Object from(PlainClient client, String url) throws Exception;
  }

  /** When requests came, and how long the caller was kept. */
  private record Visit(List<Long> arrivals, long millis, String ending) {

    /** How long the server was left alone after its answer; -1 if for good. */
    long comeback() {
      return arrivals.size() < 2 ? -1 : (arrivals.get(1) - arrivals.get(0)) / 1_000_000;
    }
  }

  private static Verdict peer(Get get) throws Exception {
    try (PlainClient client = new PlainClient()) {
      Visit seconds = visit("2", url -> () -> get.from(client, url));
      Visit hour = visit("3600", url -> () -> get.from(client, url));
      Visit past = visit(past(), url -> () -> get.from(client, url));
      return verdict(seconds, hour, past);
    }
  }

  private static Verdict connections() throws Exception {
    return verdict(visit("2"), visit("3600"), visit(past()));
  }

  private static Visit visit(String retryAfter) throws Exception {
    return visit(
        retryAfter,
        url ->
            () -> {
              try (Ours ours = Ours.rest(url)) {
                return ours.rest().get("/", String.class);
              }
            });
  }

  private interface Caller {
    Callable<?> to(String url);
  }

  /** A call to a server that refuses once, then answers. */
  private static Visit visit(String retryAfter, Caller caller) throws Exception {
    List<Long> arrivals = new CopyOnWriteArrayList<>();
    try (HttpPeer server =
        HttpPeer.of(
            (exchange, number) -> {
              if (exchange.getRequestMethod().equals("HEAD")) {
                HttpPeer.reply(exchange, 200, "{}");
                return;
              }
              arrivals.add(System.nanoTime());
              exchange.getResponseHeaders().set("Retry-After", retryAfter);
              HttpPeer.reply(exchange, arrivals.size() == 1 ? 503 : 200, "{}");
            })) {
      long begun = System.nanoTime();
      String ending = "answered";
      try {
        caller.to(server.url()).call();
      } catch (ConnectionException failure) {
        ending =
            failure
                .detail(HttpAnswer.class)
                .map(HttpAnswer::retryAfter)
                .map(wait -> "told " + wait.toSeconds() + " s")
                .orElseGet(() -> Sql.name(failure));
      } catch (Exception failure) {
        ending = Sql.name(failure);
      }
      return new Visit(arrivals, Crowd.millisSince(begun), ending);
    }
  }

  private static String past() {
    return ZonedDateTime.now(ZoneOffset.UTC)
        .minus(Duration.ofHours(1))
        .format(DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  private static Verdict verdict(Visit seconds, Visit hour, Visit past) {
    return Verdict.of(
        (seconds.comeback() < 0 || seconds.comeback() >= 1_900)
            && hour.comeback() < 0
            && hour.millis() < 2_000
            && past.millis() < 2_000,
        "2 s: %s; 1 h: %s; past date: %s",
        text(seconds),
        text(hour),
        text(past));
  }

  private static String text(Visit visit) {
    return visit.comeback() < 0
        ? "not again, " + visit.ending()
        : "again after " + visit.comeback() + " ms";
  }
}
