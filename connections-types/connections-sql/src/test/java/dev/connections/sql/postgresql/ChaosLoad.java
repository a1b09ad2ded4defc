package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;

import dev.connections.KeyedOperation;
import dev.connections.LeaseAction;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.monitoring.CircuitState;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.postgresql.ChaosLedger.Table;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Threads that use a connection in all ways there are, and write down what they were told. */
final class ChaosLoad {

  /** A way to use a connection. */
  enum Kind {
    READ,
    UPSERT,
    KEYED,
    INSERT,
    TRANSFER,
    LEASE,
    CLIENT,
    /** Takes longer than it may. */
    TOO_LONG
  }

  /** What throws as JDBC does. */
  @FunctionalInterface
  private interface JdbcWork {
    void run() throws SQLException;
  }

  static final int ACCOUNTS = 10;
  static final int THREADS_EACH = 2;

  private static final Operation READ = Operation.read("read");
  private static final Operation UPSERT = Operation.idempotent("upsert");
  private static final KeyedOperation KEYED = Operation.keyed("keyed");
  private static final Operation INSERT = Operation.nonIdempotent("insert");
  private static final Operation TRANSFER = Operation.nonIdempotent("transfer");
  private static final Operation LEASE = Operation.nonIdempotent("lease");
  private static final Operation SLEEP = Operation.read("sleep");
  private static final Operation SLOW_INSERT = Operation.nonIdempotent("slow-insert");

  private final SqlConnection connection;
  private final ChaosLedger ledger;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLongArray succeededAt = new AtomicLongArray(Kind.values().length);
  private final AtomicLongArray successes = new AtomicLongArray(Kind.values().length);
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final Queue<String> untyped = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  ChaosLoad(SqlConnection connection, ChaosLedger ledger) {
    this.connection = connection;
    this.ledger = ledger;
  }

  void start(Random seeds) {
    for (Kind kind : Kind.values()) {
      for (int number = 1; number <= THREADS_EACH; number++) {
        Random random = new Random(seeds.nextLong());
        Thread thread = TestThreads.thread("chaos-" + kind + "-" + number, () -> use(kind, random));
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
      }
    }
  }

  /** Lets all threads finish what they are doing; those that do not in time are given. */
  List<Thread> stop(Duration patience) throws InterruptedException {
    stopping = true;
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    return threads.stream().filter(Thread::isAlive).toList();
  }

  private void use(Kind kind, Random random) {
    while (!stopping) {
      done.incrementAndGet();
      try {
        use(kind, ids.incrementAndGet(), random);
        succeededAt.set(kind.ordinal(), System.nanoTime());
        successes.incrementAndGet(kind.ordinal());
      } catch (ConnectionException typed) {
        failed(kind, typed.code());
      } catch (SQLException plain) {
        if (kind == Kind.CLIENT || kind == Kind.LEASE) {
          failed(kind, "sql");
        } else {
          untyped.add(kind + ": " + plain);
        }
      } catch (Throwable failure) {
        untyped.add(kind + ": " + failure);
      }
      // As a caller does something else in between; what is refused at once would else spin.
      LockSupport.parkNanos(Duration.ofMillis(1 + random.nextInt(5)).toNanos());
    }
  }

  private void failed(Kind kind, String how) {
    failures.computeIfAbsent(kind + " " + how, added -> new LongAdder()).increment();
  }

  private void use(Kind kind, long id, Random random) throws SQLException {
    switch (kind) {
      case READ -> connection.run(READ, jdbc -> number(jdbc, "SELECT count(*) FROM account"));
      case UPSERT -> upsert(Thread.currentThread().getId(), id);
      case KEYED ->
          settled(
              Table.KEYED,
              id,
              () ->
                  connection.run(
                      KEYED.key(id),
                      jdbc ->
                          update(
                              jdbc,
                              "INSERT INTO keyed VALUES (" + id + ") ON CONFLICT DO NOTHING")));
      case INSERT -> settled(Table.PLAIN, id, () -> connection.run(INSERT, plain(id)));
      case TRANSFER -> transfer(id, random);
      case LEASE -> lease(id);
      case CLIENT -> client(id);
      case TOO_LONG -> tooLong(id, random);
    }
  }

  private static LeaseAction<Connection> plain(long id) {
    return jdbc -> update(jdbc, "INSERT INTO plain VALUES (" + id + ")");
  }

  /** Runs a write and notes what is told of it. */
  private void settled(Table table, long id, Runnable write) {
    try {
      write.run();
    } catch (ConnectionException failure) {
      ledger.failed(table, id, failure.outcome(), failure);
      throw failure;
    }
    ledger.acknowledged(table, id);
  }

  /** A late repetition of an earlier version must not undo a later one: so is idempotence made. */
  private void upsert(long row, long version) {
    ledger.upserts(row, version);
    connection.run(
        UPSERT,
        jdbc ->
            update(
                jdbc,
                "INSERT INTO upserted VALUES (%d, %d) ON CONFLICT (id) DO UPDATE SET version = greatest(upserted.version, excluded.version)"
                    .formatted(row, version)));
    ledger.upserted(row, version);
  }

  private void transfer(long id, Random random) {
    int from = random.nextInt(ACCOUNTS);
    int to = random.nextInt(ACCOUNTS);
    int amount = 1 + random.nextInt(100);
    TransactionOptions options =
        random.nextBoolean()
            ? TransactionOptions.serializable()
            : TransactionOptions.readCommitted();
    settled(
        Table.TRANSFER,
        id,
        () ->
            connection.runInTransaction(
                TRANSFER,
                options.repeatable(3),
                jdbc -> {
                  move(jdbc, from, -amount);
                  move(jdbc, to, amount);
                  update(jdbc, "INSERT INTO transfer VALUES (" + id + ")");
                }));
  }

  private static void move(Connection jdbc, int account, int amount) throws SQLException {
    update(
        jdbc,
        "UPDATE account SET balance = balance + (%d) WHERE id = %d".formatted(amount, account));
  }

  private void lease(long id) throws SQLException {
    SqlLease lease;
    try {
      lease = connection.lease(LEASE);
    } catch (ConnectionException failure) {
      ledger.failed(Table.PLAIN, id, failure.outcome(), failure);
      throw failure;
    }
    try (lease) {
      settledByJdbc(id, () -> update(lease.resource(), insert(id)));
      number(lease.resource(), "SELECT count(*) FROM account");
    }
  }

  private void client(long id) throws SQLException {
    Connection jdbc;
    try {
      jdbc = connection.client().getConnection();
    } catch (SQLException | ConnectionException failure) {
      ledger.failed(Table.PLAIN, id, Outcome.NOT_SENT, failure);
      throw failure;
    }
    try (jdbc) {
      settledByJdbc(id, () -> update(jdbc, insert(id)));
    }
  }

  private static String insert(long id) {
    return "INSERT INTO plain VALUES (" + id + ")";
  }

  /** Plain JDBC does not say what a failure left behind. */
  private void settledByJdbc(long id, JdbcWork write) throws SQLException {
    try {
      write.run();
    } catch (SQLException | RuntimeException failure) {
      ledger.failed(Table.PLAIN, id, Outcome.UNKNOWN, failure);
      throw failure;
    }
    ledger.acknowledged(Table.PLAIN, id);
  }

  /** Some of these end at about their deadline, so that the cancellation may come too late. */
  private void tooLong(long id, Random random) {
    if (connection.snapshot().circuit() != CircuitState.CLOSED) {
      return; // as probes, what must fail would say that the server is ill, and it would be
      // believed
    }
    if (random.nextBoolean()) {
      connection.run(
          SLEEP.deadline(Duration.ofMillis(200)),
          jdbc -> number(jdbc, "SELECT 1 FROM pg_sleep(5)"));
    } else {
      Duration deadline = Duration.ofMillis(250 + random.nextInt(100));
      settled(
          Table.PLAIN,
          id,
          () ->
              connection.run(
                  SLOW_INSERT.deadline(deadline),
                  jdbc -> update(jdbc, "INSERT INTO plain SELECT " + id + " FROM pg_sleep(0.3)")));
    }
  }

  /** When this kind of use last succeeded, on the monotonic clock. */
  long succeededAt(Kind kind) {
    return succeededAt.get(kind.ordinal());
  }

  long succeeded(Kind kind) {
    return successes.get(kind.ordinal());
  }

  long done() {
    return done.get();
  }

  /** What came out and is neither typed nor what JDBC promises. */
  List<String> untyped() {
    return List.copyOf(untyped);
  }

  /** How often which kind of use failed, and how. */
  Map<String, Long> failures() {
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((how, count) -> counts.put(how, count.sum()));
    return counts;
  }
}
