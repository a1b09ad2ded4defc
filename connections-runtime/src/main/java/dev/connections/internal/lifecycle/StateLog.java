package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one thing that changes, such as the health of a connection. A change is
 * logged at once. A thing that flaps fills no disk: after some changes in a minute those of the
 * next seconds are folded into one line, which has their number and the latest state, as soon as
 * that lasts. A state that is on the way to another one is logged only if it lasts. Used by one
 * thread at a time.
 */
final class StateLog {

  /** So many changes a minute are logged one by one. */
  static final int CHANGES = 8;

  /** The latest state is in the log after so long, however often it changes. */
  static final Duration FOLD = Duration.ofSeconds(10);

  /** What flaps and then stays as it is for so long has settled, and is logged. */
  static final Duration QUIET = Duration.ofSeconds(2);

  /** A passing state that lasts so long is logged. */
  static final Duration PASSING = Duration.ofSeconds(1);

  private final Consumer<EventLine> output;
  private final Later later;
  private final LogAllowance allowance;
  private @Nullable String logged;
  private @Nullable String settled;
  private @Nullable EventLine latest;
  private String latestState = "";
  private int folded;
  private long turn;
  private boolean folding;
  private long folds;

  StateLog(Consumer<EventLine> output, TimeSource time, Later later) {
    this.output = output;
    this.later = later;
    this.allowance = new LogAllowance(time, CHANGES, Duration.ofMinutes(1));
  }

  void write(EventLine line, EventLine.Change change) {
    latest = line;
    latestState = change.state();
    turn++;
    if (change.passing()) {
      if (!folding) {
        ifItLasts(PASSING, this::settle);
      }
    } else {
      settle();
    }
  }

  private void settle() {
    if (latestState.equals(settled)) {
      return; // it was elsewhere for a moment
    }
    settled = latestState;
    if (!folding && allowance.take()) {
      output();
      return;
    }
    folded++;
    ifItLasts(
        QUIET,
        () -> {
          if (folding) {
            catchUp();
          }
        });
    if (!folding) {
      folding = true;
      long begun = ++folds;
      later.run(
          FOLD,
          () -> {
            if (folding && folds == begun) {
              catchUp();
            }
          });
    }
  }

  private void ifItLasts(Duration span, Runnable then) {
    long mine = turn;
    later.run(
        span,
        () -> {
          if (turn == mine) {
            then.run();
          }
        });
  }

  /** Logs the latest state, if changes were folded. */
  void catchUp() {
    folding = false;
    if (folded > 0 || (latest != null && !latestState.equals(settled))) {
      settled = latestState;
      output();
    }
  }

  private void output() {
    EventLine line = latest;
    if (line != null && (folded > 0 || !latestState.equals(logged))) {
      logged = latestState;
      int count = folded;
      folded = 0;
      output.accept(count > 1 ? line.folded(count, FOLD) : line);
    }
  }
}
