package dev.connections.spi;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt does with a client that answers by itself, such as with a {@link
 * java.util.concurrent.CompletableFuture}: it starts the exchange, and no thread waits for it. See
 * {@link ConnectionCore#executeStage}.
 *
 * @param <E> the type's endpoint
 * @param <T> the value
 */
@FunctionalInterface
public interface StageWork<E extends Endpoint, T extends @Nullable Object> {

  /**
   * Starts the attempt, and returns without waiting for its end. It must tell the scope {@linkplain
   * AttemptScope#onCancel how to cancel} the exchange: the runtime does not cancel the stage
   * itself. The scope may be used until the stage completes, by the client's threads too, one at a
   * time. A stage that is canceled by no one but the client library is a lost exchange.
   *
   * @param endpoint the one that was chosen for this attempt; open
   * @return what completes when the attempt has ended; not null
   */
  CompletionStage<T> start(E endpoint, AttemptScope scope) throws Exception;
}
