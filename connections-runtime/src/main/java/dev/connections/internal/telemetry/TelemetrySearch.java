package dev.connections.internal.telemetry;

import dev.connections.internal.lifecycle.Waiting;
import dev.connections.spi.DaemonThreadFactory;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Asks who is to hear of a provider, on a thread of its own while the configuration is read:
 * initializing the class that knows the process's own OpenTelemetry takes as long as reading a
 * file, because it sets up {@code java.util.logging}. Thread-safe.
 */
public final class TelemetrySearch {

  private final FutureTask<ProviderTelemetry> search;

  /** No lambda: linking one resolves the type of what it captures, and the API may be left out. */
  private static final class Question implements Callable<ProviderTelemetry> {
    private final @Nullable OpenTelemetry given;

    Question(@Nullable OpenTelemetry given) {
      this.given = given;
    }

    @Override
    public ProviderTelemetry call() {
      return ProviderTelemetry.of(given);
    }
  }

  private TelemetrySearch(@Nullable OpenTelemetry given) {
    this.search = new FutureTask<>(new Question(given));
  }

  /**
   * Begins to ask.
   *
   * @param given whom to tell; null for the process's own, if it has been set
   */
  public static TelemetrySearch begin(@Nullable OpenTelemetry given) {
    TelemetrySearch begun = new TelemetrySearch(given);
    if (given == null) {
      DaemonThreadFactory.named("connections-telemetry-search").newThread(begun.search).start();
    } else {
      begun.search.run();
    }
    return begun;
  }

  /** Who was found; waits for it, also through an interrupt, whose flag is kept. */
  public ProviderTelemetry found() {
    try {
      return Waiting.forResult(search);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("Looking for OpenTelemetry failed", failed.getCause());
    }
  }
}
