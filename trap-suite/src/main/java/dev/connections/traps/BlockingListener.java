package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/**
 * T28. A listener takes 300 ms; another throws. What becomes of the call?
 *
 * <p>HikariCP: a metrics tracker that hears of a connection acquired. Resilience4j: {@code
 * onSuccess} of a breaker. Failsafe: {@code onSuccess} of a retry policy. OkHttp: {@code callStart}
 * of an {@code EventListener}. Connections: a {@code ConnectionListener}, while it is being opened.
 */
final class BlockingListener implements Trap {

  @Override
  public String id() {
    return "T28";
  }

  @Override
  public String title() {
    return "a listener holds up or breaks the call";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI,
            peers -> verdict(hikari(BlockingListener::sleep), hikari(BlockingListener::fail)),
        Contestant.RESILIENCE4J,
            peers ->
                verdict(
                    resilience4j(BlockingListener::sleep), resilience4j(BlockingListener::fail)),
        Contestant.FAILSAFE,
            peers -> verdict(failsafe(BlockingListener::sleep), failsafe(BlockingListener::fail)),
        Contestant.OKHTTP,
            peers -> verdict(okHttp(BlockingListener::sleep), okHttp(BlockingListener::fail)),
        Contestant.CONNECTIONS,
            peers ->
                verdict(connections(BlockingListener::sleep), connections(BlockingListener::fail)));
  }

  private static Crowd.Fate hikari(Runnable listener) throws Exception {
    HikariConfig configuration =
        Sql.configuration("jdbc:h2:mem:listener", 1, Duration.ofSeconds(5));
    configuration.setMetricsTrackerFactory(
        (name, statistics) ->
            new IMetricsTracker() {
              @Override
              public void recordConnectionAcquiredNanos(long nanos) {
                listener.run();
              }
            });
    try (HikariDataSource pool = new HikariDataSource(configuration)) {
      return one(
          () -> {
            Sql.execute(pool, "select 1");
            return true;
          });
    }
  }

  private static Crowd.Fate resilience4j(Runnable listener) throws Exception {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("listener");
    breaker.getEventPublisher().onSuccess(event -> listener.run());
    return one(() -> breaker.executeCallable(() -> "well"));
  }

  private static Crowd.Fate failsafe(Runnable listener) throws Exception {
    RetryPolicy<Object> policy = RetryPolicy.builder().onSuccess(event -> listener.run()).build();
    return one(() -> Failsafe.with(policy).get(() -> "well"));
  }

  private static Crowd.Fate okHttp(Runnable listener) throws Exception {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void callStart(Call call) {
                    listener.run();
                  }
                })
            .build();
    try (HttpPeer server = HttpPeer.always(200);
        PlainClient plain = new PlainClient(client)) {
      return one(() -> plain.get(server.url()));
    }
  }

  private static Crowd.Fate connections(Runnable listener) throws Exception {
    ConnectionListener heard = event -> listener.run();
    try (Ours ours =
        Ours.of(
            List.of(heard),
            TimeSource.system(),
            Ours.entry("warm", "H2", "url: jdbc:h2:mem:listener-warm"),
            Ours.entry("db", "H2", "url: jdbc:h2:mem:listener-ours"))) {
      // The first use of the driver loads its classes, which is not what is measured.
      ours.provider().get("warm").connect();
      return one(() -> ours.sql().execute(Connection::isReadOnly));
    }
  }

  private static Crowd.Fate one(Callable<?> work) throws InterruptedException {
    return Crowd.run(1, Duration.ofSeconds(5), work).get(0);
  }

  private static void sleep() {
    try {
      Await.pass(Duration.ofMillis(300));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail() {
    throw new IllegalStateException("made by the scenario");
  }

  private static Verdict verdict(Crowd.Fate slow, Crowd.Fate throwing) {
    return Verdict.of(
        slow.isSuccess() && slow.millis() < 250 && throwing.isSuccess(),
        "slow listener: the call took %d ms; throwing listener: it %s",
        slow.millis(),
        throwing.isSuccess() ? "went well" : "failed, " + Sql.name(throwing.failure()));
  }
}
