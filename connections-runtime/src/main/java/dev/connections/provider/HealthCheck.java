package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.monitoring.Health;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The check of one connection, which waits for its turn, is made once, or never. Thread-safe. */
final class HealthCheck {

  private final NamedConnection connection;
  private final CompletableFuture<@Nullable Health> answer = new CompletableFuture<>();
  private volatile Deadline wantedUntil;
  private volatile boolean begun;

  /** Whether those who wait now have not waited for other checks first. */
  private volatile boolean atOnce;

  /**
   * A check that has not begun.
   *
   * @param wantedUntil until when someone waits for it
   * @param atOnce whether it is its turn at once
   */
  HealthCheck(NamedConnection connection, Deadline wantedUntil, boolean atOnce) {
    this.connection = connection;
    this.wantedUntil = wantedUntil;
    this.atOnce = atOnce;
  }

  NamedConnection connection() {
    return connection;
  }

  /** Someone else waits for it, too. Called by one thread at a time. */
  void join(Deadline until) {
    if (until.remainingNanos() > wantedUntil.remainingNanos()) {
      wantedUntil = until;
    }
    atOnce |= begun; // for whoever finds it in progress, nothing else was to be done before
  }

  /** It is its turn: whether it is to be made, since someone still waits for it. */
  boolean begin() {
    begun = !wantedUntil.isExpired();
    return begun;
  }

  /** Whether it had all the time that those have who wait for it, or more. */
  boolean hadItsTime() {
    return begun && atOnce;
  }

  /** How it ended; null if it was never its turn. */
  void ends(@Nullable Health health) {
    answer.complete(health);
  }

  /** What it ends with. */
  Future<@Nullable Health> answer() {
    return answer;
  }
}
