package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * T26. A borrower sets a search path and a statement timeout, makes a temporary table and takes an
 * advisory lock; what does the next one find?
 *
 * <p>HikariCP and Connections: a pool of one at its defaults, PostgreSQL.
 */
final class SessionLeaks implements Trap {

  @Override
  public String id() {
    return "T26";
  }

  @Override
  public String title() {
    return "session state reaches the next borrower";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, SessionLeaks::hikari,
        Contestant.CONNECTIONS, SessionLeaks::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    try (HikariDataSource pool = Sql.hikari(postgres.url(), 1, Duration.ofSeconds(5))) {
      try (Connection first = pool.getConnection()) {
        soil(first);
      }
      try (Connection second = pool.getConnection()) {
        return verdict(found(postgres, second));
      }
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    try (Ours ours = Ours.sql(postgres.port(), "pool: {maxSize: 1}")) {
      ours.sql().run(SessionLeaks::soil);
      return ours.sql().execute(second -> verdict(found(postgres, second)));
    }
  }

  private static void soil(Connection jdbc) throws SQLException {
    Sql.execute(jdbc, "set search_path = pg_catalog");
    Sql.execute(jdbc, "set statement_timeout = 12345");
    Sql.execute(jdbc, "create temporary table leftover (id int)");
    Sql.execute(jdbc, "select pg_advisory_lock(4711)");
  }

  private static List<String> found(PostgresPeer postgres, Connection jdbc) throws SQLException {
    List<String> found = new ArrayList<>();
    if (Sql.ask(jdbc, "show search_path").equals("pg_catalog")) {
      found.add("search path");
    }
    if (!Sql.ask(jdbc, "show statement_timeout").equals("0")) {
      found.add("statement timeout");
    }
    if (!Sql.ask(jdbc, "select to_regclass('pg_temp.leftover')").equals("null")) {
      found.add("temporary table");
    }
    if (!postgres
        .ask("select count(*) from pg_locks where locktype = 'advisory' and objid = 4711")
        .equals("0")) {
      found.add("advisory lock");
    }
    return found;
  }

  private static Verdict verdict(List<String> found) {
    return Verdict.of(
        found.isEmpty(),
        "%d of 4%s",
        found.size(),
        found.isEmpty() ? "" : ": " + String.join(", ", found));
  }
}
