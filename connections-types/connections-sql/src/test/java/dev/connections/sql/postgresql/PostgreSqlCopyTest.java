package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlStatements;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** COPY on a real server, through a pool of one connection: its state meets the next user. */
@Timeout(60)
class PostgreSqlCopyTest {

  private static final Operation LOAD =
      Operation.nonIdempotent("load").deadline(Duration.ofSeconds(30));
  private static final Operation SOON = LOAD.deadline(Duration.ofMillis(500));
  private static final Operation READ = Operation.read("export");

  private final String table = "t_" + UUID.randomUUID().toString().replace('-', '_');
  private final String in = "COPY " + table + " (id, item) FROM STDIN";
  private final String out = "COPY (SELECT id, item FROM " + table + " ORDER BY id) TO STDOUT";
  private PostgresServer server;
  private FaultProxy proxy;
  private SqlFixture fixture;
  private PostgreSqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("CREATE TABLE " + table + " (id INT PRIMARY KEY, item TEXT)");
    server.asSuperuser("GRANT ALL ON " + table + " TO app");
    proxy = FaultProxy.to("localhost", server.port());
    fixture = SqlFixture.of(SqlFixture.app(proxy.port(), 1));
    orders = (PostgreSqlConnection) fixture.connection();
  }

  @AfterEach
  void close() throws Exception {
    if (fixture != null) {
      fixture.close();
      proxy.close();
      server.asSuperuser("DROP TABLE IF EXISTS " + table);
    }
  }

  private int pid() {
    return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT pg_backend_pid()"));
  }

  private int rows() {
    return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT count(*) FROM " + table));
  }

  private boolean isBusy() throws Exception {
    return !server
        .ask(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY%"
                + table
                + "%' AND pid <> pg_backend_pid()")
        .equals("0");
  }

  private static CopySource numbers(int count) {
    return CopySource.rows(
        () -> IntStream.range(0, count).iterator(), id -> List.of(id, "item " + id));
  }

  @Test
  void rowsComeBackAsTheyWereWritten() {
    List<List<@Nullable Object>> rows =
        List.of(
            Arrays.asList(1, null),
            Arrays.asList(2, "tab\tline\nreturn\rback\\slash"),
            Arrays.asList(3, "\\N"),
            Arrays.asList(4, ""),
            Arrays.asList(5, "\u00e4\u20ac\ud83d\ude00 \\."),
            Arrays.asList(6, Outcome.UNKNOWN),
            Arrays.asList(7, new byte[] {0, (byte) 255}));
    assertThat(orders.copyIn(LOAD, in, CopySource.rows(rows, row -> row))).isEqualTo(7);

    List<List<@Nullable String>> read = new ArrayList<>();
    assertThat(orders.copyOut(READ, out, CopySink.rows(read::add))).isEqualTo(7);
    assertThat(read)
        .containsExactly(
            Arrays.asList("1", null),
            Arrays.asList("2", "tab\tline\nreturn\rback\\slash"),
            Arrays.asList("3", "\\N"),
            Arrays.asList("4", ""),
            Arrays.asList("5", "\u00e4\u20ac\ud83d\ude00 \\."),
            Arrays.asList("6", "UNKNOWN"),
            Arrays.asList("7", "\\x00ff"));
  }

  @Test
  void streamsReadersAndWritersCarryTheFormatOfTheStatement() throws Exception {
    String csv = in + " (FORMAT csv)";
    byte[] bytes = "1,\"a,b\"\n2,\n".getBytes(StandardCharsets.UTF_8);
    orders.copyIn(LOAD, csv, CopySource.of(new ByteArrayInputStream(bytes)));
    orders.copyIn(LOAD, csv, CopySource.of(new StringReader("3,\u00fc\n")));

    StringWriter text = new StringWriter();
    orders.copyOut(READ, out + " (FORMAT csv)", CopySink.to(text));
    assertThat(text).hasToString("1,\"a,b\"\n2,\n3,\u00fc\n");
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    orders.copyOut(READ, out + " (FORMAT binary)", CopySink.to(binary));
    orders.run(LOAD, jdbc -> update(jdbc, "TRUNCATE " + table));
    byte[] copied = binary.toByteArray();
    assertThat(
            orders.copyIn(
                LOAD, in + " (FORMAT binary)", CopySource.of(new ByteArrayInputStream(copied))))
        .isEqualTo(3);
  }

  @Test
  void progressTellsLinesAndBytesUpToTheEnd() {
    List<Long> lines = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    PostgreSqlCopy.Progress progress =
        (line, size) -> {
          lines.add(line);
          bytes.add(size);
        };
    orders.copyIn(LOAD, in, numbers(20_000), progress);
    assertThat(lines).isSorted().endsWith(20_000L).hasSizeGreaterThan(3);
    long total = bytes.get(bytes.size() - 1);
    assertThat(bytes).allMatch(size -> size == total || size % (64 * 1024) == 0);

    lines.clear();
    orders.copyOut(READ, out, row -> {}, progress);
    assertThat(lines).isSorted().endsWith(20_000L).hasSizeGreaterThan(3);
    assertThat(bytes).endsWith(total);
  }

  @Test
  void aSourceThatThrowsLeavesNothingBehindAndTheConnectionGood() {
    int pid = pid();
    assertThatThrownBy(
            () ->
                orders.copyIn(
                    LOAD,
                    in,
                    data -> {
                      numbers(10_000).writeTo(data);
                      throw new IOException("mine");
                    }))
        .hasRootCauseMessage("mine");
    assertThat(rows()).isZero();
    assertThat(pid()).isEqualTo(pid);
    orders.run(
        LOAD,
        jdbc -> {
          assertThatThrownBy(
                  () ->
                      PostgreSqlCopy.in(
                          jdbc,
                          in,
                          data -> {
                            throw new IOException("mine");
                          },
                          PostgreSqlCopy.Progress.NONE))
              .hasMessage("mine");
          PostgreSqlCopy.in(jdbc, in, numbers(3), PostgreSqlCopy.Progress.NONE);
        });
    assertThat(rows()).isEqualTo(3);
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void aSinkThatThrowsStopsTheServerAndLeavesTheConnectionGood() throws Exception {
    int pid = pid();
    assertThatThrownBy(
            () ->
                orders.copyOut(
                    READ,
                    "COPY (SELECT '"
                        + table
                        + "' FROM generate_series(1, 1000) a, generate_series(1, 100000) b) TO STDOUT",
                    row -> {
                      throw new IOException("mine");
                    }))
        .hasRootCauseMessage("mine");
    assertThat(isBusy()).isFalse();
    assertThat(rows()).isZero();
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void anErrorNamesTableLineAndColumnButNoValue() {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.copyIn(LOAD, in, CopySource.of(new StringReader("1\ta\nsecret-4711\tb\n"))))
        .withMessageContaining("in COPY " + table + ", line 2, column id")
        .satisfies(
            failure -> {
              assertThat(failure.diagnosis().outcome()).isEqualTo(Outcome.NOT_APPLIED);
              SqlError error = failure.detail(SqlError.class).orElseThrow();
              assertThat(error.table()).isEqualTo(table);
              assertThat(error.column()).isEqualTo("id");
              for (Throwable one = failure; one != null; one = one.getCause()) {
                assertThat(one.toString()).doesNotContain("secret-4711");
              }
            });
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () -> orders.copyIn(LOAD, in, CopySource.rows(List.of(1, 1), id -> List.of(id, "x"))))
        .withMessageContaining(table + "_pkey")
        .withMessageContaining("line 2");
    assertThat(rows()).isZero();
  }

  @Test
  void whatTheServerRejectsEarlyIsToldWhenTheSourceIsAtItsEnd() {
    int pid = pid();
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.copyIn(
                    LOAD,
                    in,
                    CopySource.rows(
                        () -> IntStream.range(0, 50_000).iterator(), id -> List.of("x", id))))
        .withMessageContaining("in COPY " + table + ", line 1, column id");
    assertThat(rows()).isZero();
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void aCopyJoinsATransactionAndIsRolledBackWithIt() {
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    LOAD,
                    jdbc -> {
                      SqlStatements.update(jdbc, "INSERT INTO " + table + " VALUES (-1, 'a')");
                      orders.copyIn(LOAD, in, numbers(10));
                      assertThat(number(jdbc, "SELECT count(*) FROM " + table)).isEqualTo(11);
                      throw new IOException("mine");
                    }))
        .hasRootCauseMessage("mine");
    assertThat(rows()).isZero();
  }

  @Test
  void afterAFailedCopyATransactionGoesOnOnlyFromASavepoint() {
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    LOAD, jdbc -> assertThatThrownBy(() -> failed(jdbc)).hasMessage("mine")))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("can only be rolled back");
    orders.runInTransaction(
        LOAD,
        jdbc -> {
          assertThatThrownBy(
                  () -> SqlStatements.runInSavepoint(jdbc, PostgreSqlCopyTest.this::failed))
              .hasMessage("mine");
          PostgreSqlCopy.in(jdbc, in, numbers(2), PostgreSqlCopy.Progress.NONE);
        });
    assertThat(rows()).isEqualTo(2);
  }

  private void failed(Connection jdbc) throws Exception {
    PostgreSqlCopy.in(
        jdbc,
        in,
        data -> {
          throw new IOException("mine");
        },
        PostgreSqlCopy.Progress.NONE);
  }

  @Test
  void theConnectionIsNotUsableWhileItCopies() {
    orders.runInTransaction(
        LOAD,
        jdbc -> {
          long count =
              PostgreSqlCopy.in(
                  jdbc,
                  in,
                  data -> {
                    assertThatThrownBy(() -> number(jdbc, "SELECT 1"))
                        .hasMessageContaining("A COPY runs on this connection");
                    numbers(1).writeTo(data);
                  },
                  PostgreSqlCopy.Progress.NONE);
          assertThat(count).isOne();
          assertThat(number(jdbc, "SELECT 1")).isOne();
        });
  }

  @Test
  void aLeaseThatIsClosedWhileItCopiesTakesItsConnectionWithIt() {
    int pid = pid();
    SqlLease lease = orders.lease(LOAD);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                PostgreSqlCopy.in(
                    lease.resource(),
                    in,
                    data -> {
                      numbers(1).writeTo(data);
                      lease.close();
                    },
                    PostgreSqlCopy.Progress.NONE));
    assertThat(rows()).isZero();
    assertThat(pid()).isNotEqualTo(pid);
  }

  @Test
  void aReadOperationCannotCopyIn() {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.copyIn(READ, in, numbers(1)))
        .withMessageContaining("read-only");
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.copyOut(
                    READ,
                    "COPY (INSERT INTO " + table + " VALUES (1, 'a') RETURNING id) TO STDOUT",
                    row -> {}))
        .withMessageContaining("read-only");
    assertThat(rows()).isZero();
  }

  @Test
  void whatIsNoCopyOrNoConnectionOfOursIsRejectedBeforeItIsSent() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders.copyIn(LOAD, "DELETE FROM " + table, numbers(1)))
        .withMessageContaining("FROM STDIN");
    try (Connection raw = server.observer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PostgreSqlCopy.in(raw, in, numbers(1), PostgreSqlCopy.Progress.NONE))
          .withMessageContaining("of a PostgreSql connection");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders.copyIn(LOAD, out, numbers(1)))
        .withMessageContaining("FROM STDIN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders.copyOut(READ, in, row -> {}))
        .withMessageContaining("TO STDOUT");
    String unclear = "COPY (SELECT E'stdin\\t') TO STDOUT";
    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> orders.copyIn(LOAD, unclear, numbers(1)));
    assertThat(rows()).isZero();
  }

  @Test
  void theDeadlineEndsACopyWhoseSourceIsSlow() throws Exception {
    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(
            () ->
                orders.copyIn(
                    SOON,
                    in,
                    data -> {
                      data.write(new byte[100_000]);
                      new CountDownLatch(1).await();
                    }))
        .withMessageContaining("not done within 500 ms");
    Await.until("the server has stopped", () -> !isBusy());
    assertThat(rows()).isZero();
  }

  @Test
  void theDeadlineEndsACopyForWhichTheServerWaits() throws Exception {
    try (Connection other = server.observer()) {
      other.setAutoCommit(false);
      update(other, "INSERT INTO " + table + " VALUES (1, 'locked')");
      assertThatExceptionOfType(DeadlineExceededException.class)
          .isThrownBy(() -> orders.copyIn(SOON, in, numbers(1_000_000)))
          .satisfies(e -> assertThat(e.diagnosis().outcome()).isEqualTo(Outcome.NOT_APPLIED));
      Await.until("the server has stopped", () -> !isBusy());
      other.rollback();
    }
    assertThat(rows()).isZero();
  }

  @Test
  void theDeadlineEndsACopyForWhichTheServerWaitsWhileTheSourceRuns() throws Exception {
    try (Connection other = server.observer()) {
      other.setAutoCommit(false);
      update(other, "INSERT INTO " + table + " VALUES (1, 'locked')");
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(
              () ->
                  orders.copyIn(
                      SOON,
                      in,
                      data -> {
                        numbers(20_000).writeTo(data);
                        new CountDownLatch(1).await();
                      }))
          .withMessageContaining("not done within 500 ms");
      Await.until("the server has stopped", () -> !isBusy());
      other.rollback();
    }
    assertThat(rows()).isZero();
  }

  @Test
  void theDeadlineEndsACopyOutThatTheServerWorksOn() throws Exception {
    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () ->
                orders.copyOut(
                    READ.deadline(Duration.ofMillis(500)),
                    "COPY (SELECT '" + table + "', pg_sleep(30)) TO STDOUT",
                    row -> {}));
    Await.until("the server has stopped", () -> !isBusy());
    assertThat(rows()).isZero();
  }

  @Test
  void anInterruptEndsACopy() throws Exception {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread copying =
        TestThreads.thread(
            "copying",
            () -> {
              try {
                orders.copyIn(
                    LOAD,
                    in,
                    data -> {
                      for (int id = 0; ; id++) {
                        data.write((id + "\tx\n").getBytes(StandardCharsets.UTF_8));
                      }
                    });
              } catch (Throwable failure) {
                thrown.set(failure);
              }
            });
    copying.start();
    Await.until("it copies", this::isBusy);
    copying.interrupt();
    copying.join();
    assertThat(thrown.get()).isInstanceOf(ConnectionInterruptedException.class);
    Await.until("the server has stopped", () -> !isBusy());
    assertThat(rows()).isZero();
  }

  @Test
  void aConnectionLostWhileItCopiesMeansThatNothingWasApplied() {
    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(
            () ->
                orders.copyIn(
                    LOAD,
                    in,
                    data -> {
                      numbers(10_000).writeTo(data);
                      proxy.reset();
                      numbers(10_000).writeTo(data);
                    }))
        .satisfies(e -> assertThat(e.diagnosis().outcome()).isEqualTo(Outcome.NOT_APPLIED));
    assertThat(rows()).isZero();
  }

  @Test
  void aLostAnswerIsUnknownUnlessItIsVerified() {
    proxy.dropReplyOnce("COMMIT");
    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> orders.copyIn(LOAD, in, numbers(10)));
    assertThat(rows()).isEqualTo(10);

    proxy.dropReplyOnce(PostgreSqlCopyTest::endsCopy);
    String shifted = "COPY " + table + " (item, id) FROM STDIN";
    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(
            () ->
                orders.run(
                    LOAD,
                    jdbc ->
                        PostgreSqlCopy.in(
                            jdbc,
                            shifted,
                            CopySource.of(new StringReader("a\t100\n")),
                            PostgreSqlCopy.Progress.NONE)));
    assertThat(rows()).isEqualTo(11);

    proxy.dropReplyOnce("COMMIT");
    long copied =
        orders.<Long>inTransaction(
            LOAD,
            TransactionOptions.DEFAULT.verifiedBy(
                jdbc -> number(jdbc, "SELECT count(*) FROM " + table + " WHERE id = 200") > 0),
            jdbc ->
                PostgreSqlCopy.in(
                    jdbc,
                    in,
                    CopySource.of(new StringReader("200\tb\n")),
                    PostgreSqlCopy.Progress.NONE));
    assertThat(copied).isOne();
    assertThat(rows()).isEqualTo(12);
  }

  private static boolean endsCopy(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1).contains("c\0\0\0\4");
  }
}
