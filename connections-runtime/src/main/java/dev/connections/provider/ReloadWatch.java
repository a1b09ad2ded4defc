package dev.connections.provider;

import dev.connections.ReloadReport;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.internal.configuration.document.FileContents;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the content of the configuration's files from time to time, and reloads when it has
 * changed. It reloads at its first look in any case, since no one knows what has changed before it.
 * Looks one after the other, on threads of the provider.
 *
 * <p>A changed content counts once two looks in a row have seen it: a file that is being written
 * may be valid at every moment, and mean something else.
 */
final class ReloadWatch {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  /** So soon a change is looked at again. */
  private static final Duration SETTLING = Duration.ofMillis(250);

  /**
   * A client that could not be opened is tried again, since its system may have come late; not more
   * often, since a system that is asked too often with a wrong password locks the account.
   */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Reload reload;
  private final Supplier<? extends Collection<Path>> files;
  private final ProviderScope scope;
  private final Shutdown shutdown;
  private final Duration interval;

  // Looks follow each other, and the watchdog's queue orders what they write.
  private @Nullable SecretsFingerprint followed;
  private @Nullable SecretsFingerprint seen;
  private boolean failed;
  private long reloadedAt;

  ReloadWatch(
      Reload reload,
      Supplier<? extends Collection<Path>> files,
      ProviderScope scope,
      Shutdown shutdown,
      Duration interval) {
    this.reload = reload;
    this.files = files;
    this.scope = scope;
    this.shutdown = shutdown;
    this.interval = interval;
  }

  void begin() {
    scope.schedule(interval, this::look);
  }

  private void look() {
    if (shutdown.hasBegun()) {
      return;
    }
    Duration next = interval;
    try {
      Collection<Path> watched = files.get();
      SecretsFingerprint now = FileContents.of(watched);
      if (isToRetry()) {
        follow(watched, now);
      } else if (!now.equals(followed)) {
        if (now.equals(seen)) {
          follow(watched, now);
        } else {
          seen = now;
          next = interval.compareTo(SETTLING) < 0 ? interval : SETTLING;
        }
      }
    } catch (ConnectionClosedException closed) {
      return;
    } catch (RuntimeException bug) {
      LOG.warn("Checking for a new configuration failed", scope.redactor().redact(bug));
    }
    scope.schedule(next, this::look);
  }

  private boolean isToRetry() {
    return failed && scope.time().nanoTime() - reloadedAt >= RETRY.toNanos();
  }

  private void follow(Collection<Path> watched, SecretsFingerprint now) {
    ReloadReport report = reload.reload();
    failed = !report.with(ReloadReport.Outcome.FAILED).isEmpty();
    reloadedAt = scope.time().nanoTime();
    // It may name other files by now, which must not look like a change at the next look; but
    // what changed since the look must, so this is looked at last.
    SecretsFingerprint all = FileContents.of(files.get());
    followed = FileContents.of(watched).equals(now) ? all : now;
    seen = null;
  }
}
