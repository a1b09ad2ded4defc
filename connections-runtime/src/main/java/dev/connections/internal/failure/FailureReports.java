package dev.connections.internal.failure;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.monitoring.ConnectionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners which calls failed: the first of each code and reason in a minute at once,
 * and at the end of the minute how many there were. Thread-safe; costs a failed call two counters
 * and a look at what was told.
 */
public final class FailureReports {

  private static final Duration SPAN = Duration.ofMinutes(1);

  /** These have events of their own. */
  private static final Set<String> COUNTED_ONLY = Set.of("circuit-open", "closed");

  private static final String PERMANENT = "permanent";

  /** So many reasons of one code are told in a minute: another one is news, a hundred are not. */
  private static final int REASONS = 3;

  /**
   * What makes a failure another one than the last with its code: a server that first is away and
   * then has no room has two.
   *
   * @param detail such as the SQLSTATE or the HTTP status; null if there is none
   * @param inDoubt a caller's mistake before it must not hide that something was perhaps done
   */
  private record Reason(@Nullable String detail, Phase phase, boolean inDoubt) {}

  /** The calls that ended with one code, in this minute. */
  private static final class Calls {
    private final LongAdder count = new LongAdder();
    private final Set<Reason> told = ConcurrentHashMap.newKeySet();

    boolean isNews(Reason reason) {
      return (told.size() < REASONS || (reason.inDoubt() && !isToldInDoubt())) && told.add(reason);
    }

    private boolean isToldInDoubt() {
      return told.stream().anyMatch(Reason::inDoubt);
    }
  }

  private final ConnectionParts parts;
  private final Map<String, Calls> byCode = new ConcurrentHashMap<>();
  private final AtomicBoolean counting = new AtomicBoolean();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicReference<@Nullable Long> openingToldNanos = new AtomicReference<>();
  private volatile Instant since = Instant.EPOCH;

  public FailureReports(ConnectionParts parts) {
    this.parts = parts;
  }

  /** A call has failed, or was rejected, and this is what its caller sees. */
  public void ended(TranslatedFailure failure, RuntimeException seen, long tookNanos) {
    if (failure.count() == TranslatedFailure.Count.NOTHING) {
      return;
    }
    if (!counting.get() && counting.compareAndSet(false, true)) {
      since = parts.time().now();
      parts.later(SPAN, this::summarize);
    }
    String code = failure.code();
    Calls calls = byCode.get(code);
    if (calls == null) {
      calls = byCode.computeIfAbsent(code, first -> new Calls());
    }
    calls.count.increment();
    if (tookNanos > longest.get()) {
      longest.accumulateAndGet(tookNanos, Math::max);
    }
    if (COUNTED_ONLY.contains(code)) {
      return;
    }
    Outcome outcome = seen instanceof ConnectionException told ? told.outcome() : failure.outcome();
    if (calls.isNews(reason(failure, seen, outcome))) {
      boolean rejected = failure.count() == TranslatedFailure.Count.REJECTED;
      // The application's own exceptions may hold its users' data.
      String message =
          seen instanceof ConnectionException known
              ? redacted(known)
              : parts.redactor().redact(failure.problem());
      parts.append(
          (connection, sequence, at) ->
              new ConnectionEvent.CallFailed(
                  connection, sequence, at, code, rejected, outcome, message));
    }
  }

  private static Reason reason(TranslatedFailure failure, RuntimeException seen, Outcome outcome) {
    String detail = seen instanceof ConnectionException told ? told.diagnosis().detail() : null;
    boolean inDoubt = failure.code().equals(PERMANENT) && outcome.mayBeApplied();
    return new Reason(detail, failure.phase(), inDoubt);
  }

  /** Opening has failed that no call needs; told once a minute, however often it is asked for. */
  public void notOpened(RuntimeException seen) {
    long now = parts.time().nanoTime();
    Long last = openingToldNanos.get();
    if (seen instanceof ConnectionException told
        && !COUNTED_ONLY.contains(told.code())
        && (last == null || now - last >= SPAN.toNanos())
        && openingToldNanos.compareAndSet(last, now)) {
      String message = redacted(told);
      parts.append(
          (connection, sequence, at) ->
              new ConnectionEvent.OpeningFailed(connection, sequence, at, told.code(), message));
    }
  }

  /** The name of the connection stays, even if a secret is the same. */
  private String redacted(ConnectionException seen) {
    String message = String.valueOf(seen.getMessage());
    String name = "[" + seen.code() + "] " + seen.connection();
    return message.startsWith(name)
        ? name + parts.redactor().redact(message.substring(name.length()))
        : parts.redactor().redact(message);
  }

  /** Tells how many there were, and begins to count again. */
  public void summarize() {
    Instant begun = since;
    Duration most = Duration.ofNanos(longest.getAndSet(0));
    counting.set(false);
    Map<String, Long> counts = new LinkedHashMap<>();
    boolean more = false;
    for (Map.Entry<String, Calls> each : new TreeMap<>(byCode).entrySet()) {
      long count = each.getValue().count.sumThenReset();
      int told = each.getValue().told.size();
      each.getValue().told.clear();
      if (count > 0) {
        counts.put(each.getKey(), count);
        more |= count > told;
      }
    }
    if (more) {
      parts.append(
          (connection, sequence, at) ->
              new ConnectionEvent.CallsFailed(connection, sequence, at, counts, most, begun));
    }
  }
}
