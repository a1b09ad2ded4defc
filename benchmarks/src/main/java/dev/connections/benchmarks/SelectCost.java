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

  /** With many threads a turn takes longer, and says more. */
  private static final int ROUNDS_OF_MANY = Math.max(1, ROUNDS / 5);

  private static final String HEAD =
      """
      ## %s

      Microseconds to borrow a connection, ask `SELECT 1` and give it back: of all threads together, so half of it is
      twice the throughput. Medians of %d rounds with one thread and %d with more, in each of which a warm JVM of every
      alternative has a turn at the same server. Factors are within a round. %s

      """;

  private final @Nullable String before = System.getProperty("measure.before");

  /** With threads of the operating system. */
  String measure(Goals goals) throws Exception {
    return measure(
        "A SELECT 1 on PostgreSQL",
        "The pool has 16 connections where there are more\nthreads.",
        List.of(
            new SelectThreads(1, false),
            new SelectThreads(16, false),
            new SelectThreads(64, false)),
        goals);
  }

  /** With virtual threads, which Java has from 21 on. */
  String measureVirtual(Goals goals) throws Exception {
    if (Runtime.version().feature() < 21) {
      throw new IllegalStateException(
          "Virtual threads need JDK 21 or later; this is " + Runtime.version());
    }
    return measure(
        "A SELECT 1 in virtual threads",
        "The pool has 8 connections.",
        List.of(new SelectThreads(16, true), new SelectThreads(64, true)),
        goals);
  }

  private String measure(String title, String pool, List<SelectThreads> groups, Goals goals)
      throws Exception {
    StringBuilder page = new StringBuilder(HEAD.formatted(title, ROUNDS, ROUNDS_OF_MANY, pool));
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      for (SelectThreads group : groups) {
        page.append(table(group, server.getJdbcUrl("postgres", "postgres"), goals)).append('\n');
      }
    }
    return page.toString();
  }

  private String table(SelectThreads threads, String url, Goals goals) throws IOException {
    StringBuilder table =
        new StringBuilder("| " + threads.title() + " | µs | x HikariCP |\n|---|---|---|\n");
    List<SelectRun> runs = new ArrayList<>();
    try {
      start(runs, url, threads);
      int rounds = threads.count() == 1 ? ROUNDS : ROUNDS_OF_MANY;
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < runs.size(); turn++) {
          runs.get((round + turn) % runs.size()).takeTurn(); // nobody is always first
        }
      }
      SelectRun raw = runs.get(0);
      goal(threads, runs.get(1).timesOf(raw), goals);
      for (SelectRun run : runs) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f ±%.0f %% | %.3f |%n",
                run.title(),
                run.time().median(),
                run.time().noise(),
                run.timesOf(raw).median()));
      }
    } finally {
      runs.forEach(SelectRun::close);
    }
    return table.toString();
  }

  private static void goal(SelectThreads threads, Samples times, Goals goals) {
    switch (threads.argument()) {
      case "1" -> goals.add(Goal.SELECT_1, times);
      case "16" -> goals.add(Goal.SELECT_16, times);
      case "64" -> goals.add(Goal.SELECT_64, times);
      case "64v" -> goals.add(Goal.SELECT_64_VIRTUAL, times);
      default -> {} // for comparison only
    }
  }

  private void start(List<SelectRun> runs, String url, SelectThreads threads) throws IOException {
    String now = System.getProperty("java.class.path");
    runs.add(SelectRun.start("HikariCP by itself", now, url, "raw", threads));
    runs.add(SelectRun.start("ours, `execute`", now, url, "execute", threads));
    runs.add(SelectRun.start("ours, `client()`", now, url, "client", threads));
    if (before != null) {
      String earlier = before + System.getProperty("path.separator") + now;
      runs.add(SelectRun.start("an earlier build, `execute`", earlier, url, "execute", threads));
      runs.add(SelectRun.start("an earlier build, `client()`", earlier, url, "client", threads));
    }
  }
}
