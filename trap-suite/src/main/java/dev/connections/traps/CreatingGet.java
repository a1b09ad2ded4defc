package dev.connections.traps;

import dev.connections.ConnectionKey;
import dev.connections.sql.SqlConnection;
import java.util.Map;

/**
 * T48. A connection is looked up ten thousand times, by its name, its class and its key, and used
 * now and then. How many sessions does the server count?
 *
 * <p>The alternatives have no look-up. Connections: a pool of three, defaults.
 */
final class CreatingGet implements Trap {

  private static final int GETS = 10_000;

  @Override
  public String id() {
    return "T48";
  }

  @Override
  public String title() {
    return "every look-up creates another connection";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, CreatingGet::connections);
  }

  private static Verdict connections(Peers peers) throws Exception {
    ConnectionKey<SqlConnection> key = ConnectionKey.of("db", SqlConnection.class);
    try (Ours ours =
        Ours.sql(peers.postgres().port(), "pool: {maxSize: 3}", "applicationName: creating-get")) {
      for (int i = 0; i < GETS; i++) {
        ours.provider().get("db");
        ours.provider().get("db", SqlConnection.class);
        SqlConnection found = ours.provider().get(key);
        if (i % 1000 == 0) {
          found.execute(jdbc -> Sql.ask(jdbc, "select 1"));
        }
      }
      int sessions =
          Integer.parseInt(
              peers
                  .postgres()
                  .ask(
                      "select count(*) from pg_stat_activity"
                          + " where application_name = 'creating-get'"));
      return Verdict.of(
          sessions >= 1 && sessions <= 4, "sessions: %d, look-ups: %d", sessions, 3 * GETS);
    }
  }
}
