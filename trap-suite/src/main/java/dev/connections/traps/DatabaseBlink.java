package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.monitoring.HealthStatus;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.time.Duration;
import java.util.Map;

/**
 * T21. A database that all replicas share is away for one health check, and back for the next.
 *
 * <p>HikariCP: the usual check, as in T19. Connections: {@code checkHealth}, defaults. It holds if
 * a single failed check is not reported as down, which would take every replica out at once.
 */
final class DatabaseBlink implements Trap {

  @Override
  public String id() {
    return "T21";
  }

  @Override
  public String title() {
    return "one failed probe takes every replica out";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, DatabaseBlink::hikari,
        Contestant.CONNECTIONS, DatabaseBlink::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 2, Duration.ofSeconds(1))) {
      boolean before = HealthThroughPool.isUp(pool);
      Await.pass(Duration.ofMillis(600)); // after 500 ms unused a connection is looked at
      proxy.refuseConnections().reset();
      boolean during = HealthThroughPool.isUp(pool);
      proxy.heal();
      return Verdict.of(
          before && during,
          "%s, then %s after one failed check",
          before ? "UP" : "DOWN",
          during ? "UP" : "DOWN");
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    if (!Ours.knows("monitoring: {failAfter: 3}")) {
      return Verdict.notRun("this version of Connections has no settings for it: monitoring");
    }
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        Ours ours = Ours.sql(proxy.port(), "monitoring: {interval: 200ms, failAfter: 3}")) {
      ours.sql().connect();
      HealthStatus before = ours.sql().checkHealth().status();
      Await.pass(Duration.ofMillis(600));
      proxy.refuseConnections().reset();
      HealthStatus during = ours.sql().checkHealth().status();
      proxy.heal();
      boolean recovered =
          Await.within(
              Duration.ofSeconds(5), () -> ours.sql().checkHealth().status() == HealthStatus.UP);
      return Verdict.of(
          before == HealthStatus.UP && during != HealthStatus.DOWN && recovered,
          "%s, then %s after one failed check%s",
          before,
          during,
          recovered ? "" : ", and not UP again");
    }
  }
}
