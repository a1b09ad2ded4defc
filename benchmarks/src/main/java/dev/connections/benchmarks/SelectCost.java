package dev.connections.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What we add to a {@code SELECT 1} on a real PostgreSQL: {@link SelectOne} with HikariCP by itself
 * and with ours, in JVMs that take turns. With {@code -Dmeasure.before}, a class path, an earlier
 * build takes its turn too.
 *
 * <p>The turns are as short as some 20 ms, because what a call over a socket takes changes twofold
 * from second to second with where the scheduler puts client and server, and with what else runs.
 */
final class SelectCost {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 500);

  private static final String HEAD =
      """
      ## A SELECT 1 on PostgreSQL

      Microseconds to borrow a connection, ask `SELECT 1` and give it back, on one thread; medians of %d rounds, in each
      of which a warm JVM of every alternative has a turn of 400 at the same server. Factors are within a round.

      | | µs | x HikariCP |
      |---|---|---|
      """;

  private final @Nullable String before = System.getProperty("measure.before");

  String measure(Goals goals) throws Exception {
    StringBuilder page = new StringBuilder(HEAD.formatted(ROUNDS));
    List<SelectRun> runs = new ArrayList<>();
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      start(runs, server.getJdbcUrl("postgres", "postgres"));
      for (int round = 0; round < ROUNDS; round++) {
        for (int turn = 0; turn < runs.size(); turn++) {
          runs.get((round + turn) % runs.size()).takeTurn(); // nobody is always first
        }
      }
      goals.add(Goal.SELECT_1, runs.get(1).timesOf(runs.get(0)));
      for (SelectRun run : runs) {
        page.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f ±%.0f %% | %.3f |%n",
                run.title(),
                run.time().median(),
                run.time().noise(),
                run.timesOf(runs.get(0)).median()));
      }
    } finally {
      runs.forEach(SelectRun::close);
    }
    return page.toString();
  }

  private void start(List<SelectRun> runs, String url) throws IOException {
    String now = System.getProperty("java.class.path");
    runs.add(SelectRun.start("HikariCP by itself", now, url, "raw"));
    runs.add(SelectRun.start("ours, `run`", now, url, "run"));
    runs.add(SelectRun.start("ours, `client()`", now, url, "client"));
    if (before != null) {
      String earlier = before + System.getProperty("path.separator") + now;
      runs.add(SelectRun.start("an earlier build, `run`", earlier, url, "run"));
      runs.add(SelectRun.start("an earlier build, `client()`", earlier, url, "client"));
    }
  }
}
