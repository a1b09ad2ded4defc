package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T20. Fifty health checks come at once: how often is the database asked?
 *
 * <p>HikariCP: the usual check, as in T19, on its default pool of ten. Connections: {@code
 * checkHealth} on a connection that has not been used for anything else. It holds if they share.
 */
final class HealthHerd implements Trap {

  private static final int CHECKS = 50;

  @Override
  public String id() {
    return "T20";
  }

  @Override
  public String title() {
    return "every health check is a query of its own";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, HealthHerd::hikari,
        Contestant.CONNECTIONS, HealthHerd::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 10, Duration.ofSeconds(5))) {
      Await.within(
          Duration.ofSeconds(5), () -> pool.getHikariPoolMXBean().getIdleConnections() == 10);
      proxy.onRequest(request -> asked.incrementAndGet());
      Crowd.run(CHECKS, Duration.ofSeconds(5), () -> HealthThroughPool.isUp(pool));
      return verdict(asked.get());
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        Ours ours = Ours.sql(proxy.port())) {
      ours.sql().connect();
      Await.within(Duration.ofSeconds(5), () -> proxy.connections() >= 10);
      Await.pass(Duration.ofMillis(300));
      proxy.onRequest(request -> asked.incrementAndGet());
      Crowd.run(CHECKS, Duration.ofSeconds(5), () -> ours.sql().checkHealth());
      return verdict(asked.get());
    }
  }

  private static Verdict verdict(int asked) {
    // One probe on a connection of its own is a handful of requests.
    return Verdict.of(asked < CHECKS / 2, "%d checks, %d requests", CHECKS, asked);
  }
}
