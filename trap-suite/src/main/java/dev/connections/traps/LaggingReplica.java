package dev.connections.traps;

import dev.connections.Operation;
import dev.connections.monitoring.LifecycleState;
import dev.connections.testsupport.Await;
import java.util.Map;

/**
 * T37. A row is written, and read again at once, 20 times, while the second endpoint is a replica
 * that lags: here an H2 database that never gets the row.
 *
 * <p>Connections: two endpoints, at its defaults and with {@code failover.balanceReads}.
 */
final class LaggingReplica implements Trap {

  private static final int READS = 20;
  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read-own-write");

  @Override
  public String id() {
    return "T37";
  }

  @Override
  public String title() {
    return "a read after a write sees an older replica";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    int alone = older(false);
    int balanced = older(true);
    return Verdict.of(
        alone == 0 && balanced == 0,
        "%d of %d reads were older; %d with failover.balanceReads",
        alone,
        READS,
        balanced);
  }

  private static int older(boolean spread) throws Exception {
    String name = "lag" + spread;
    String entry =
        Ours.entry(
            "db",
            "H2",
            "username: sa",
            "failover: {balanceReads: " + spread + "}",
            endpoints(name));
    try (Ours ours = Ours.of(entry)) {
      ours.sql().connect();
      if (spread) { // nothing was written yet, so reads open the replica
        Await.until(
            "both to be open",
            () -> {
              rows(ours);
              return areOpen(ours);
            });
      }
      ours.sql().run(WRITE, jdbc -> jdbc.createStatement().execute("insert into t values (1)"));
      int older = 0;
      for (int i = 0; i < READS; i++) {
        older += rows(ours) == 0 ? 1 : 0;
      }
      return older;
    }
  }

  private static int rows(Ours ours) {
    return ours.sql()
        .<Integer>execute(
            READ,
            jdbc -> {
              var rows = jdbc.createStatement().executeQuery("select count(*) from t");
              rows.next();
              return rows.getInt(1);
            });
  }

  private static boolean areOpen(Ours ours) {
    return ours.sql().snapshot().endpoints().stream()
        .allMatch(each -> each.lifecycle().state() == LifecycleState.CONNECTED);
  }

  private static String endpoints(String name) {
    String schema = ";DB_CLOSE_DELAY=-1;INIT=create table if not exists t (id int)";
    return "endpoints:\n  - {name: primary, url: 'jdbc:h2:mem:"
        + name
        + "primary"
        + schema
        + "'}\n  - {name: replica, url: 'jdbc:h2:mem:"
        + name
        + "replica"
        + schema
        + "'}";
  }
}
