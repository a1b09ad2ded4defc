package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Reads spread over a real primary and its replica, which takes over under load. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ReplicaContract {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");
  private static final int WRITERS = 3;
  private static final int READERS = 2;

  private @Nullable ConnectionProvider provider;

  @SuppressWarnings("NullAway.Init")
  private SqlConnection orders;

  /** Starts both servers, the replica caught up, with a table {@code item (id INT)}. */
  abstract void startServers() throws Exception;

  /** Ends what was started. */
  abstract void stopServers() throws Exception;

  abstract String type();

  abstract String primaryUrl();

  abstract String replicaUrl();

  /** Asks for 1 at a replica, and for 0 elsewhere. */
  abstract String isReplica();

  /** The replica goes on to receive changes, and does not apply them. */
  abstract void pauseReplay() throws Exception;

  abstract void resumeReplay() throws Exception;

  /** No write is acknowledged before the replica has it. */
  abstract void replicateSynchronously() throws Exception;

  /** As a crash does. */
  abstract void killPrimary() throws Exception;

  /** The replica applies what it has received, and takes writes. */
  abstract void promoteReplica() throws Exception;

  abstract Connection primaryObserver() throws SQLException;

  abstract Connection replicaObserver() throws SQLException;

  @BeforeAll
  void start() throws Exception {
    startServers();
  }

  @AfterAll
  void stop() throws Exception {
    stopServers();
  }

  @AfterEach
  void close() {
    if (provider != null) {
      provider.close(Duration.ofSeconds(5));
      provider = null;
    }
  }

  /** What another test has left, so that both servers are alike. */
  @BeforeEach
  void empty() throws Exception {
    resumeReplay();
    try (Connection observer = primaryObserver()) {
      update(observer, "DELETE FROM item");
    }
    Await.until("an empty replica", () -> items(replicaObserver()) == 0);
  }

  /** How many items an observer sees. */
  private static int items(Connection observer) throws SQLException {
    try (observer) {
      return number(observer, "SELECT count(*) FROM item");
    }
  }

  private void open(String failover) {
    ConnectionsConfiguration text =
        ConnectionsConfiguration.ofText(
                "connections.yaml",
                """
                connections:
                  orders-db:
                    type: %s
                    username: app
                    password: ${env:DB_PASSWORD}
                    pool: { maxSize: 5 }
                    retry: { budget: { ratio: 100%%, perSecond: 1000 } }
                    failover: { balanceReads: true, failBack: never, %s }
                    endpoints:
                      - name: primary
                        url: %s
                      - name: replica
                        url: %s
                """
                    .formatted(type(), failover, primaryUrl(), replicaUrl()))
            .environment(Map.of("DB_PASSWORD", PostgresServer.PASSWORD));
    ConnectionProviderBuilder builder = Connections.builder().configuration(text);
    builder.types(SqlConnectionTypes.source());
    ConnectionProvider opened = builder.open();
    provider = opened;
    orders = opened.get("orders-db", SqlConnection.class);
  }

  private String where(Connection jdbc) throws SQLException {
    return number(jdbc, isReplica()) == 1 ? "replica" : "primary";
  }

  /** Where reads go now. */
  private Set<String> readers() {
    Set<String> readers = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      readers.add(orders.<String>execute(READ, this::where));
    }
    return readers;
  }

  private void awaitReads(String... names) {
    Set<String> wanted = Set.of(names);
    Await.until("reads at " + wanted, () -> readers().equals(wanted));
  }

  private void insert(int id) {
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (" + id + ")"));
  }

  private int count() {
    return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT count(*) FROM item"));
  }

  private @Nullable String lag() {
    for (EndpointSnapshot endpoint : orders.snapshot().endpoints()) {
      if (endpoint.name().equals("replica") && endpoint.server() != null) {
        return endpoint.server().attributes().get("lag");
      }
    }
    return null;
  }

  @Test
  void readsGoToBothServersAndAllElseToThePrimary() throws Exception {
    open("maxLag: 5s, readOwnWrites: 0s");
    awaitReads("primary", "replica");
    assertThat(lag()).endsWith(" ms");

    Set<String> readTransactions = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      readTransactions.add(orders.<String>inTransaction(READ, jdbc -> where(jdbc)));
      assertThat(orders.<String>execute(WRITE, this::where)).isEqualTo("primary");
      orders.runInTransaction(
          WRITE,
          jdbc -> {
            update(jdbc, "INSERT INTO item VALUES (1)");
            assertThat(orders.<String>execute(READ, this::where)).isEqualTo("primary");
            assertThat(
                    orders.<String>inTransaction(
                        READ, TransactionOptions.DEFAULT.requiresNew(), inner -> where(inner)))
                .isEqualTo("primary");
          });
      try (SqlLease lease = orders.lease(READ)) {
        assertThat(where(lease.resource())).isEqualTo("primary");
      }
      try (Connection jdbc = orders.client().getConnection()) {
        assertThat(where(jdbc)).isEqualTo("primary");
      }
    }
    assertThat(readTransactions).containsExactlyInAnyOrder("primary", "replica");
    assertThat(items(primaryObserver())).isEqualTo(40);
  }

  @Test
  void aReplicaOfAnIdlePrimaryIsNotLate() {
    open("maxLag: 1s");
    awaitReads("primary", "replica");
    AtomicInteger checks = new AtomicInteger();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    long began = System.nanoTime();
    Await.until(
        "longer than the bound",
        () -> {
          seen.clear();
          seen.addAll(readers());
          checks.incrementAndGet();
          return System.nanoTime() - began > Duration.ofSeconds(4).toNanos();
        });
    awaitReads("primary", "replica");
    assertThat(lag()).isNotEqualTo("unknown");
  }

  @Test
  void aReplicaWhoseReplayIsPausedGetsNoReadsUntilItHasCaughtUp() throws Exception {
    open("maxLag: 1s, readOwnWrites: 0s");
    awaitReads("primary", "replica");

    pauseReplay();
    insert(1);
    awaitReads("primary");
    for (int i = 0; i < 20; i++) {
      assertThat(count()).isEqualTo(1);
    }
    assertThat(lag()).endsWith(" s");
    assertThat(items(replicaObserver())).isZero();

    resumeReplay();
    awaitReads("primary", "replica");
  }

  @Test
  void aReadAfterAWriteSeesItAlthoughTheReplicaHasNotGotIt() throws Exception {
    open("maxLag: 60s");
    awaitReads("primary", "replica");
    pauseReplay();

    int older = 0;
    for (int i = 1; i <= 20; i++) {
      insert(i);
      older += count() < i ? 1 : 0;
    }
    assertThat(older).isZero();
    assertThat(items(replicaObserver())).isZero();
  }

  /** Shows that the window is what the test above sees. */
  @Test
  void whereReadsNeedNotSeeOwnWritesTheyMayBeOlderWithinTheBound() throws Exception {
    open("maxLag: 60s, readOwnWrites: 0s");
    awaitReads("primary", "replica");
    pauseReplay();
    insert(1);

    Await.until("an older read", () -> count() == 0);
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("primary");
  }

  @Test
  @Order(Integer.MAX_VALUE) // the primary is gone afterwards
  void afterAPromotionUnderLoadNothingIsLostThatWasAcknowledgedAndNoReadHasFailed()
      throws Exception {
    replicateSynchronously();
    open("maxLag: 5s");
    awaitReads("primary", "replica");

    AtomicInteger ids = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger afterwards = new AtomicInteger();
    AtomicBoolean promoted = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    AtomicInteger readsInOutage = new AtomicInteger();
    AtomicBoolean killed = new AtomicBoolean();
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    Queue<ConnectionException> failedReads = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      threads.add(
          new Thread(
              () -> {
                while (!over.get()) {
                  int id = ids.incrementAndGet();
                  boolean after = promoted.get();
                  try {
                    insert(id);
                    acknowledged.add(id);
                    afterwards.addAndGet(after ? 1 : 0);
                  } catch (ConnectionException away) {
                    Thread.onSpinWait(); // it was not acknowledged
                  }
                }
              },
              "writer-" + i));
    }
    for (int i = 0; i < READERS; i++) {
      threads.add(
          new Thread(
              () -> {
                while (!over.get()) {
                  boolean inOutage = killed.get() && !promoted.get();
                  try {
                    count();
                    reads.incrementAndGet();
                    readsInOutage.addAndGet(inOutage ? 1 : 0);
                  } catch (ConnectionException failure) {
                    failedReads.add(failure);
                  }
                }
              },
              "reader-" + i));
    }
    threads.forEach(Thread::start);
    try {
      Await.until("load", () -> acknowledged.size() > 200 && reads.get() > 200);
      killPrimary();
      killed.set(true);
      Await.until("reads while no server takes writes", () -> readsInOutage.get() > 100);
      promoteReplica();
      promoted.set(true);
      Await.until("writes at the replica", () -> afterwards.get() > 100);
    } finally {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }

    Set<Integer> there = new HashSet<>();
    try (Connection observer = replicaObserver();
        var statement = observer.createStatement();
        var rows = statement.executeQuery("SELECT id FROM item")) {
      while (rows.next()) {
        assertThat(there.add(rows.getInt(1))).as("written once").isTrue();
      }
    }
    acknowledged.removeAll(there);
    assertThat(acknowledged).as("acknowledged and lost").isEmpty();
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("replica");
    assertThat(failedReads).isEmpty();
  }
}
