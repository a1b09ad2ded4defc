package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * T36. A query runs into its own timeout of one second; the connection is as good as before.
 *
 * <p>HikariCP and Connections: a pool of one at its defaults, on H2, whose driver throws {@code
 * SQLTimeoutException}. It holds if the next borrower gets the same session.
 */
final class EvictedByTimeout implements Trap {

  private static final String LONG =
      "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b";

  @Override
  public String id() {
    return "T36";
  }

  @Override
  public String title() {
    return "a query's timeout throws a good connection away";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict hikari() throws Exception {
    try (HikariDataSource pool =
        Sql.hikari("jdbc:h2:mem:evicted;DB_CLOSE_DELAY=-1", 1, Duration.ofSeconds(5))) {
      String before;
      String failure;
      try (Connection jdbc = pool.getConnection()) {
        before = session(jdbc);
        failure = timeout(jdbc);
      }
      try (Connection jdbc = pool.getConnection()) {
        return verdict(before, failure, session(jdbc));
      }
    }
  }

  private static Verdict connections() throws Exception {
    try (Ours ours =
        Ours.of(
            Ours.entry(
                "db",
                "H2",
                "url: jdbc:h2:mem:evicted-ours;DB_CLOSE_DELAY=-1",
                "pool: {maxSize: 1}"))) {
      String[] seen = {"", ""};
      ours.sql()
          .run(
              jdbc -> {
                seen[0] = session(jdbc);
                seen[1] = timeout(jdbc);
              });
      return verdict(seen[0], seen[1], ours.sql().execute(EvictedByTimeout::session));
    }
  }

  private static String session(Connection jdbc) throws SQLException {
    // Not the id: H2 gives a free one to the next.
    return Sql.ask(
        jdbc,
        "select session_start from information_schema.sessions where session_id = session_id()");
  }

  private static String timeout(Connection jdbc) {
    try (Statement statement = jdbc.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute(LONG);
      return "no failure";
    } catch (SQLException failure) {
      return failure.getClass().getSimpleName();
    }
  }

  private static Verdict verdict(String before, String failure, String after) {
    return Verdict.of(
        before.equals(after) && failure.contains("Timeout"),
        "%s, then %s session",
        failure,
        before.equals(after) ? "the same" : "another");
  }
}
