package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.Percentage;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads that are spread over an active endpoint and a replica, which may be behind. */
@Timeout(30)
class SpreadReadsTest {

  private static final Operation FIND = Operation.read("find");
  private static final Operation STORE = Operation.idempotent("store");
  private static final Duration MOMENT = Duration.ofMillis(700);

  private final StoppedTime clock = new StoppedTime();
  private final AtomicLong written = new AtomicLong(100);
  private final AtomicLong replicated = new AtomicLong(100);

  @SuppressWarnings("NullAway.Init") // made before each test
  private CoreHarness harness;

  @BeforeEach
  void start() {
    start(Duration.ofSeconds(5));
  }

  private void start(Duration readOwnWrites) {
    harness =
        new CoreHarness(
            CoreHarness.SHORT,
            clock,
            new ResilienceSettings(
                Retry.NONE,
                Circuit.DEFAULT,
                Optional.empty(),
                new Monitoring(Duration.ofSeconds(30), 1, 1),
                new Failover(
                    Duration.ofMinutes(5),
                    Optional.empty(),
                    true,
                    Duration.ofSeconds(5),
                    readOwnWrites,
                    Percentage.parse("0%"))),
            "primary",
            "replica");
    harness.at("primary").position = written::get;
    harness.at("replica").position = replicated::get;
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  private String call(Operation operation) {
    return harness.core.<String>execute(operation, (endpoint, scope) -> endpoint.serve());
  }

  /** Where reads go now. */
  private Set<String> readers() {
    Set<String> readers = new HashSet<>();
    for (int call = 0; call < 40; call++) {
      readers.add(call(FIND));
    }
    return readers;
  }

  private void awaitReads(String... names) {
    Set<String> wanted = Set.of(names);
    harness.advanceUntil(
        "reads at " + wanted,
        MOMENT,
        Duration.ofSeconds(20),
        () -> {
          try {
            return readers().equals(wanted);
          } catch (ConnectionException away) {
            return false;
          }
        });
  }

  /** So long, with reads all the time. */
  private void pass(Duration time) {
    for (Duration left = time; !left.isNegative(); left = left.minus(MOMENT)) {
      harness.advance(MOMENT);
      readers();
    }
  }

  private @Nullable String lag() {
    for (EndpointSnapshot endpoint : harness.core.snapshot().endpoints()) {
      if (endpoint.name().equals("replica") && endpoint.server() != null) {
        return endpoint.server().attributes().get("lag");
      }
    }
    return null;
  }

  @Test
  void readsStayAtTheActiveEndpointUntilItIsKnownHowFarTheReplicaIs() {
    harness.at("replica").position =
        () -> {
          throw new IllegalStateException("not yet"); // the first read already asks
        };
    pass(Duration.ofSeconds(5));
    assertThat(readers()).containsExactly("primary");
    harness.at("replica").position = replicated::get;
    awaitReads("primary", "replica");
  }

  @Test
  void aReplicaIsNotLateWhileNothingIsWritten() {
    awaitReads("primary", "replica");
    pass(Duration.ofMinutes(2));
    awaitReads("primary", "replica");
    assertThat(lag()).endsWith(" ms").isNotEqualTo("unknown");
  }

  @Test
  void aReplicaThatDoesNotFollowGetsNoReadsUntilItHasCaughtUp() {
    awaitReads("primary", "replica");
    written.set(200);
    awaitReads("primary");
    assertThat(lag()).endsWith(" s");
    pass(Duration.ofMinutes(2));
    assertThat(readers()).containsExactly("primary");
    replicated.set(200);
    awaitReads("primary", "replica");
  }

  @Test
  void aReplicaThatFollowsAtADistanceIsTakenWithinTheBoundOnly() {
    awaitReads("primary", "replica");
    for (int step = 0; step < 30; step++) {
      replicated.set(written.getAndAdd(10)); // one step behind
      harness.advance(MOMENT);
      readers();
    }
    awaitReads("primary", "replica");
    for (int step = 0; step < 30; step++) {
      replicated.set(written.addAndGet(10) - 200); // twenty steps behind
      harness.advance(MOMENT);
      readers();
    }
    assertThat(readers()).containsExactly("primary");
  }

  @Test
  void aReplicaThatCannotTellHowFarItIsGetsNoReads() {
    awaitReads("primary", "replica");
    harness.at("replica").position =
        () -> {
          throw new IllegalStateException("not now");
        };
    awaitReads("primary");
    harness.at("replica").position = replicated::get;
    awaitReads("primary", "replica");
  }

  @Test
  void afterAWriteReadsFollowItForAsLongAsItIsSaid() {
    awaitReads("primary", "replica");
    assertThat(call(STORE)).isEqualTo("primary");
    assertThat(readers()).containsExactly("primary");
    harness.advance(Duration.ofMillis(4_900));
    assertThat(readers()).containsExactly("primary");
    awaitReads("primary", "replica");
  }

  @Test
  void afterAWriteThatFailedReadsFollowItToo() {
    awaitReads("primary", "replica");
    assertThatThrownBy(
            () ->
                harness.core.execute(
                    STORE,
                    (endpoint, scope) -> {
                      throw new IllegalStateException("after the write");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(readers()).containsExactly("primary");
  }

  @Test
  void whereReadsNeedNotSeeOwnWritesTheyAreSpreadAfterAWrite() {
    harness.close();
    start(Duration.ZERO);
    awaitReads("primary", "replica");
    call(STORE);
    assertThat(readers()).containsExactlyInAnyOrder("primary", "replica");
  }

  @Test
  void readsStayAtTheActiveEndpointWhileALeaseIsOutThatMayWrite() {
    awaitReads("primary", "replica");
    Permit<?> lease = harness.core.admitClient(STORE);
    for (int i = 0; i < 20; i++) {
      harness.advance(MOMENT);
      assertThat(readers()).containsExactly("primary");
    }
    lease.close();
    assertThat(readers()).containsExactly("primary");
    awaitReads("primary", "replica");
  }

  @Test
  void aLeaseIsNeverTakenAtAReplica() {
    awaitReads("primary", "replica");
    for (int i = 0; i < 40; i++) {
      try (Permit<FakeEndpoint> lease = harness.core.admit(FIND)) {
        assertThat(lease.endpoint().name).isEqualTo("primary");
      }
    }
  }

  @Test
  void whatReadsInsideOtherWorkStaysWhereThatIs() {
    awaitReads("primary", "replica");
    String outer =
        harness.core.<String>execute(
            STORE,
            (endpoint, scope) -> {
              for (int i = 0; i < 40; i++) {
                assertThat(
                        harness.core.<String>executeWithOwnPermit(
                            FIND, (inner, innerScope) -> inner.serve()))
                    .isEqualTo("primary");
              }
              return endpoint.name;
            });
    assertThat(outer).isEqualTo("primary");
  }

  @Test
  void whileTheActiveEndpointIsAwayAReplicaThatHadEverythingGetsTheReads() {
    awaitReads("primary", "replica");
    harness.at("primary").cut();
    assertThatThrownBy(() -> call(STORE)).isInstanceOf(ConnectionException.class);
    awaitReads("replica");
    pass(Duration.ofMinutes(1));
    assertThat(readers()).containsExactly("replica");
  }

  @Test
  void aLateReplicaGetsNoReadsWhileTheActiveEndpointIsAwayEither() {
    awaitReads("primary", "replica");
    written.set(200);
    awaitReads("primary");
    harness.at("primary").cut();
    for (int i = 0; i < 20; i++) {
      harness.advance(MOMENT);
      assertThatThrownBy(() -> call(FIND)).isInstanceOf(ConnectionException.class);
    }
    replicated.set(200);
    awaitReads("replica");
  }
}
