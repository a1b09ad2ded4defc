package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.CloseReport;
import dev.connections.Secret;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.postgresql.ChaosFaults.Fault;
import dev.connections.sql.postgresql.ChaosLoad.Kind;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sixteen threads use one connection with its default settings in all ways there are, while a real
 * server and the way there suffer one fault after the other. What callers were told is compared
 * with what the server has in the end.
 *
 * <p>A run lasts a minute. For a longer one, and for the faults of an earlier one again:
 *
 * <pre>{@code
 * mvn -pl connections-types/connections-sql -am test -Dtest=PostgreSqlChaosTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dchaos.seconds=600 -Dchaos.seed=4711
 * }</pre>
 *
 * The seed gives the same faults in the same order; how threads run between them, nobody can
 * repeat.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PostgreSqlChaosTest {

  private static final Duration RECOVERY = Duration.ofSeconds(2);

  /** So long a run waits for a recovery that comes too late, to tell how late. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Duration length = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 60));
  private final long seed = Long.getLong("chaos.seed", System.nanoTime());

  private final ChaosLedger ledger = new ChaosLedger();
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
  private final List<String> lateRecoveries = new ArrayList<>();
  private long slowestRecovery;

  @Test
  void nothingIsLostDoubledOrLeakedWhateverHappensToTheServer() throws Exception {
    try (PostgresServer server = PostgresServer.started()) {
      prepare(server);
      try (FaultProxy proxy = FaultProxy.to("localhost", server.port());
          SqlFixture fixture = SqlFixture.of(through(proxy.port()))) {
        run(server, proxy, fixture);
      }
    }
  }

  private static PostgreSqlConfiguration through(int port) {
    return new PostgreSqlConfiguration(
        PostgresServer.url(port),
        "app",
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TlsMode.DISABLE),
        Optional.empty(),
        Optional.empty());
  }

  private static void prepare(PostgresServer server) throws Exception {
    // The server that tests start promises less by default, and what it loses would be ours.
    server.asSuperuser("ALTER ROLE app SET synchronous_commit = on");
    server.asSuperuser("CREATE TABLE plain (id BIGINT)");
    server.asSuperuser("CREATE TABLE transfer (id BIGINT)");
    server.asSuperuser("CREATE TABLE keyed (id BIGINT PRIMARY KEY)");
    server.asSuperuser("CREATE TABLE upserted (id BIGINT PRIMARY KEY, version BIGINT)");
    server.asSuperuser("CREATE TABLE account (id INT PRIMARY KEY, balance BIGINT)");
    server.asSuperuser(
        "INSERT INTO account SELECT id, 1000 FROM generate_series(0, %d) id"
            .formatted(ChaosLoad.ACCOUNTS - 1));
    server.asSuperuser("GRANT ALL ON ALL TABLES IN SCHEMA public TO app");
  }

  private void run(PostgresServer server, FaultProxy proxy, SqlFixture fixture) throws Exception {
    Random random = new Random(seed);
    SqlConnection connection = fixture.connection();
    ChaosLoad load = new ChaosLoad(connection, ledger);
    // Longer than an attempt may take, now and then, where a run has the time.
    Duration longest = length.toSeconds() < 300 ? Duration.ofSeconds(2) : Duration.ofSeconds(12);
    load.start(random);
    awaitRecovery("the start", load, connection, System.nanoTime());
    lateRecoveries.clear();
    slowestRecovery = 0;
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() - end < 0) {
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      Duration lasting = random.nextInt(4) == 0 ? longest : Duration.ofMillis(700);
      long over = new ChaosFaults(server, proxy, random, lasting).happen(fault);
      happened.merge(fault, 1, Integer::sum);
      awaitRecovery(fault.toString(), load, connection, over);
      ChaosFaults.lasts(Duration.ofMillis(random.nextInt(300)));
    }

    List<Thread> stuck = load.stop(Duration.ofSeconds(40));
    assertThat(stuck).as("threads that hang").isEmpty();
    Await.until("all to be given back", () -> isAtRest(connection.snapshot()));
    ConnectionSnapshot atRest = connection.snapshot();
    CloseReport.Entry closed = fixture.close(Duration.ofSeconds(10));
    Await.until("the end of all sessions", () -> server.sessions("orders-db", "true") == 0);
    long money = Long.parseLong(server.ask("SELECT sum(balance) FROM account"));
    List<String> lies;
    try (Connection observer = server.observer()) {
      lies = ledger.lies(observer);
    }

    System.out.println(summary(load, atRest));
    SoftAssertions.assertSoftly(
        all -> {
          all.assertThat(lies).as("what callers were told wrongly").isEmpty();
          all.assertThat(load.untyped()).as("failures without a type").isEmpty();
          all.assertThat(money).isEqualTo(1000L * ChaosLoad.ACCOUNTS);
          all.assertThat(closed.ending()).isEqualTo(CloseReport.Ending.DRAINED);
          all.assertThat(lateRecoveries).as("recoveries of more than " + RECOVERY).isEmpty();
        });
  }

  private static boolean isAtRest(ConnectionSnapshot snapshot) {
    PoolStatistics pool = Objects.requireNonNull(snapshot.pool());
    return snapshot.operations().inFlight() == 0
        && snapshot.operations().waiting() == 0
        && snapshot.holders().isEmpty()
        && pool.active() == 0;
  }

  /** Waits until each kind of use has succeeded since a moment. */
  private void awaitRecovery(String fault, ChaosLoad load, SqlConnection connection, long since) {
    ConnectionSnapshot late = null;
    Map<Kind, Long> took = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (kind == Kind.TOO_LONG) {
        continue;
      }
      while (load.succeededAt(kind) - since <= 0) {
        long lasts = System.nanoTime() - since;
        if (late == null && lasts > RECOVERY.toNanos()) {
          late = connection.snapshot();
        }
        if (lasts > PATIENCE.toNanos()) {
          break;
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      long succeeded = load.succeededAt(kind) - since;
      long waited = succeeded > 0 ? succeeded : System.nanoTime() - since;
      took.put(kind, waited / 1_000_000);
      slowestRecovery = Math.max(slowestRecovery, waited);
    }
    if (late != null) {
      lateRecoveries.add(
          "after %s (%d faults before): %d ms %s; two seconds after it: %s"
              .formatted(
                  fault,
                  happened.values().stream().mapToInt(Integer::intValue).sum(),
                  (System.nanoTime() - since) / 1_000_000,
                  took,
                  late));
    }
  }

  private String summary(ChaosLoad load, ConnectionSnapshot atRest) {
    return ("Chaos: %d s with seed %d: faults %s; %d uses, of which failed %s; writes: %d"
            + " acknowledged, %d not applied, %d unknown; retries %d; slowest recovery %d ms,"
            + " too slow %d; untyped %d")
        .formatted(
            length.toSeconds(),
            seed,
            happened,
            load.done(),
            load.failures(),
            ledger.acknowledged(),
            ledger.notApplied(),
            ledger.unknown(),
            atRest.operations().retries(),
            slowestRecovery / 1_000_000,
            lateRecoveries.size(),
            load.untyped().size());
  }
}
