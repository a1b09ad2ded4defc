package dev.connections.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt does with a shared client that answers by itself; see {@link StageWork}.
 *
 * @param <R> the client
 * @param <T> the value
 */
@FunctionalInterface
public interface ClientStageWork<R, T extends @Nullable Object> {

  /** Starts it, and tells the scope how to cancel it; as {@link StageWork#start}. */
  CompletionStage<T> start(R client, AttemptScope scope) throws Exception;
}
