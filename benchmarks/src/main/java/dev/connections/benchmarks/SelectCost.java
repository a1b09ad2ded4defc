package dev.connections.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What we add to a {@code SELECT 1} on a real PostgreSQL: {@link SelectOne} with HikariCP by itself
 * and with ours, in JVMs that take turns. With {@code -Dmeasure.before}, a class path, an earlier
 * build takes its turn too.
 */
final class SelectCost {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 9);

  private static final String HEAD =
      """
      ## A SELECT 1 on PostgreSQL

      Microseconds to borrow a connection, ask `SELECT 1` and give it back, on one thread; medians of %d rounds, in each
      of which a JVM of every alternative has its turn at the same server. Factors are within a round.

      | | µs | x HikariCP |
      |---|---|---|
      """;

  private final @Nullable String before = System.getProperty("measure.before");

  private record Alternative(
      String title, String how, String classPath, Samples time, Samples factor) {

    Alternative(String title, String how, String classPath) {
      this(title, how, classPath, new Samples(), new Samples());
    }
  }

  String measure() throws Exception {
    String now = System.getProperty("java.class.path");
    List<Alternative> alternatives = new ArrayList<>();
    alternatives.add(new Alternative("HikariCP by itself", "raw", now));
    alternatives.add(new Alternative("ours, `run`", "run", now));
    alternatives.add(new Alternative("ours, `client()`", "client", now));
    if (before != null) {
      String earlier = before + System.getProperty("path.separator") + now;
      alternatives.add(new Alternative("an earlier build, `run`", "run", earlier));
      alternatives.add(new Alternative("an earlier build, `client()`", "client", earlier));
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      for (int round = 0; round < ROUNDS; round++) {
        double raw = Double.NaN;
        for (Alternative each : alternatives) {
          double took = took(each, url);
          raw = each.how().equals("raw") ? took : raw;
          each.time().add(took);
          each.factor().add(took / raw);
        }
      }
    }
    StringBuilder page = new StringBuilder(HEAD.formatted(ROUNDS));
    for (Alternative each : alternatives) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f ±%.0f %% | %.3f |%n",
              each.title(),
              each.time().median(),
              each.time().noise(),
              each.factor().median()));
    }
    return page.toString();
  }

  private static double took(Alternative alternative, String url) throws Exception {
    String output =
        ChildProcess.run(
                "java",
                List.of(
                    "-classpath",
                    alternative.classPath(),
                    "dev.connections.benchmarks.SelectOne",
                    url,
                    alternative.how()))
            .output();
    return Double.parseDouble(output.strip());
  }
}
