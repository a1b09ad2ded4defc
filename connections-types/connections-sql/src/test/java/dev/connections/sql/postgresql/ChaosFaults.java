package dev.connections.sql.postgresql;

import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Does to a server, and to the way there, what happens to servers and networks. */
final class ChaosFaults {

  /** What can happen. */
  enum Fault {
    CUT_ALL,
    RESET_ALL,
    CUT_ONE,
    LOSE_A_COMMIT,
    LOSE_AN_INSERT,
    DELAY,
    HOLD,
    SILENCE,
    HALF_CLOSE,
    REFUSE,
    TERMINATE_SESSIONS,
    RESTART,
    CRASH
  }

  private final PostgresServer server;
  private final FaultProxy proxy;
  private final Random random;
  private final Duration longest;

  /**
   * Faults of a server behind a proxy.
   *
   * @param longest how long one lasts at most, where it lasts
   */
  ChaosFaults(PostgresServer server, FaultProxy proxy, Random random, Duration longest) {
    this.server = server;
    this.proxy = proxy;
    this.random = random;
    this.longest = longest;
  }

  /** Makes a fault, lets it last, and ends it; the moment at which all was well again is given. */
  long happen(Fault fault) throws Exception {
    switch (fault) {
      case CUT_ALL -> proxy.cut();
      case RESET_ALL -> proxy.reset();
      case CUT_ONE -> proxy.cutAfter(random.nextInt(4_000));
      case LOSE_A_COMMIT -> proxy.dropReplyOnce("COMMIT");
      case LOSE_AN_INSERT -> proxy.dropReplyOnce("INSERT INTO plain");
      case DELAY -> proxy.delay(Duration.ofMillis(10 + random.nextInt(200)));
      case HOLD -> proxy.holdReplies();
      case SILENCE -> proxy.dropReplies();
      case HALF_CLOSE -> proxy.halfClose();
      case REFUSE -> {
        proxy.refuseConnections();
        proxy.reset();
      }
      case TERMINATE_SESSIONS ->
          server.asSuperuser(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");
      case RESTART -> server.stop();
      case CRASH -> crash();
    }
    last();
    if (fault == Fault.RESTART) {
      server.start();
    }
    proxy.heal();
    return System.nanoTime();
  }

  /** A fault lasts as long as chance wants it. */
  private void last() {
    lasts(Duration.ofMillis(50 + random.nextInt(Math.toIntExact(longest.toMillis()))));
  }

  static void lasts(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** One process of the server dies, so the server ends all sessions and recovers. */
  private void crash() throws Exception {
    long process =
        Long.parseLong(
            server.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"));
    try (Connection witness = server.observer()) {
      ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
      Await.until("the crash", () -> !witness.isValid(5));
    }
    Await.until("the recovery after a crash", this::answers);
  }

  private boolean answers() {
    try (Connection observer = server.observer()) {
      return observer.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }
}
