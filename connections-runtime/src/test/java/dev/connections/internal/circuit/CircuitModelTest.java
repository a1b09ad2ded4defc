package dev.connections.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.connection.StoppedTime;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of all that can happen to a circuit, beside a model of what must come of it. */
@Timeout(60)
class CircuitModelTest {

  private static final int STEPS = 3_000;
  private static final int SEEDS = 50;

  /** Time moves in the unit of tickets, so the model needs to round nothing. */
  private static final long UNIT = 1L << 20;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private record Handed(long ticket, int era, long begun) {}

  private record Result(long second, boolean failure) {}

  private final StringBuilder told = new StringBuilder();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void itDoesWhatTheModelDoes(int probes) {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Run(probes, seed).steps();
    }
  }

  /** The model: lists and sums, one thread, no Resilience4j. */
  private final class Run {

    private final ResilienceSettings.Circuit settings;
    private final StoppedTime time = new StoppedTime();
    private final long start = time.nanoTime();
    private final Random random;
    private final String name;
    private final Circuit circuit;
    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<Handed> out = new ArrayList<>();

    private CircuitState state = CircuitState.CLOSED;
    private int era;
    private long until;
    private int openings;
    private final Deque<Result> window = new ArrayDeque<>();
    private long latestSecond;
    private int free;
    private int answered;
    private int probesFailed;
    private long lastProbe;

    Run(int probes, int seed) {
      settings = CircuitUnderTest.settings(probes);
      random = new Random(seed);
      name = probes + " probes, seed " + seed;
      circuit =
          new Circuit(
              settings,
              time,
              new Random(seed),
              change ->
                  heard.add(change.from() + " -> " + change.to() + " " + change.byOperator()));
    }

    void steps() {
      for (int step = 0; step < STEPS; step++) {
        told.setLength(0);
        step();
        if (circuit.state() != state || !heard.equals(expected)) {
          assertThat(circuit.state() + " " + heard)
              .as("%s, step %d: %s", name, step, told)
              .isEqualTo(state + " " + expected);
        }
        heard.clear();
        expected.clear();
      }
    }

    private long now() {
      return time.nanoTime();
    }

    private void step() {
      int what = random.nextInt(100);
      if (what < 40) {
        acquire();
      } else if (what < 80) {
        report(what);
      } else if (what < 97) {
        advance();
      } else if (what == 97 && random.nextInt(4) == 0) {
        told.append("isolate");
        circuit.isolate(Duration.ofNanos(20_000 * UNIT), "test");
        until = now() + 20_000 * UNIT;
        openings = 0;
        become(CircuitState.ISOLATED, true);
      } else if (what == 98 && random.nextInt(4) == 0) {
        told.append("reset");
        circuit.reset("test");
        close(true);
      } else {
        peek();
      }
    }

    private void advance() {
      // Mostly within a window, now and then beyond everything.
      long units = random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(3_000);
      told.append("advance ").append(units);
      time.advance(Duration.ofNanos(units * UNIT));
    }

    private void peek() {
      told.append("peek");
      boolean refused =
          (state == CircuitState.OPEN || state == CircuitState.ISOLATED) && until - now() > 0;
      if (state == CircuitState.ISOLATED && !refused) {
        halfOpen();
      }
      agree("refuses", circuit.rejects(now()), refused);
      agree("retry after", !circuit.retryAfter(now()).isZero(), refused);
    }

    private void acquire() {
      told.append("acquire");
      boolean admitted = admit();
      long ticket = circuit.acquire(now());
      agree("admitted", ticket != Circuit.REJECTED, admitted);
      if (admitted) {
        out.add(new Handed(ticket, era, now()));
      }
    }

    private boolean admit() {
      if ((state == CircuitState.OPEN || state == CircuitState.ISOLATED) && until - now() <= 0) {
        halfOpen();
      }
      if (state != CircuitState.HALF_OPEN) {
        return state == CircuitState.CLOSED;
      }
      if (free == 0 && now() - lastProbe >= settings.maxOpenFor().toNanos()) {
        free = settings.probes() - answered;
      }
      if (free == 0) {
        return false;
      }
      free--;
      lastProbe = now();
      return true;
    }

    private void report(int what) {
      if (out.isEmpty()) {
        return;
      }
      Handed handed = out.remove(random.nextInt(out.size()));
      boolean own = handed.era() == era;
      long took = now() - handed.begun();
      if (what < 50) {
        told.append("release of ").append(handed);
        circuit.released(handed.ticket());
        if (own) {
          free++;
        }
        return;
      }
      boolean failure = random.nextInt(100) < (now() - start) / SECOND / 60 % 3 * 40;
      told.append(failure ? "failure" : "success").append(" of ").append(handed);
      if (failure) {
        circuit.failed(handed.ticket(), took);
      } else {
        circuit.succeeded(handed.ticket(), took);
      }
      if (own) {
        count(failure);
      }
    }

    private void count(boolean failure) {
      latestSecond = Math.max(latestSecond, (now() - start) / SECOND);
      if (state == CircuitState.CLOSED) {
        window.addLast(new Result(latestSecond, failure));
        window.removeIf(result -> result.second() <= latestSecond - settings.window().toSeconds());
        long failures = window.stream().filter(Result::failure).count();
        if (window.size() >= settings.minimumCalls() && failures * 2 >= window.size()) {
          open();
        }
      } else if (state == CircuitState.HALF_OPEN) {
        answered++;
        probesFailed += failure ? 1 : 0;
        int judged = Math.min(settings.probes(), settings.minimumCalls());
        if (probesFailed * 2 >= judged) {
          open(); // whatever the others will answer
        } else if (answered >= judged) {
          close(false);
        }
      }
    }

    private void open() {
      openings++;
      long middle =
          Math.min(settings.maxOpenFor().toNanos(), settings.openFor().toNanos() << (openings - 1));
      long drawn = circuit.retryAfter(now()).toNanos();
      agree(
          "open time " + drawn + " about " + middle,
          drawn >= 0.899 * middle
              && drawn <= Math.min(1.101 * middle, settings.maxOpenFor().toNanos()),
          true);
      until = now() + drawn;
      become(CircuitState.OPEN, false);
    }

    private void halfOpen() {
      free = settings.probes();
      answered = 0;
      probesFailed = 0;
      lastProbe = now();
      become(CircuitState.HALF_OPEN, false);
    }

    private void close(boolean byOperator) {
      window.clear();
      openings = 0;
      become(CircuitState.CLOSED, byOperator);
    }

    private void become(CircuitState next, boolean byOperator) {
      era++;
      if (next != state) {
        expected.add(state + " -> " + next + " " + byOperator);
      }
      state = next;
    }

    private void agree(String what, boolean actual, boolean wanted) {
      if (actual != wanted) {
        assertThat(actual).as("%s: %s after %s", name, what, told).isEqualTo(wanted);
      }
    }
  }
}
