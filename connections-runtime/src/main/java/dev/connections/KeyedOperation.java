package dev.connections;

import java.time.Duration;

/**
 * A {@link Effect#KEYED} operation that has not been given its key yet. It is not an {@link
 * Operation}, so running it without a key does not compile. Immutable and thread-safe.
 */
public final class KeyedOperation {

  private final Operation operation;

  KeyedOperation(Operation operation) {
    this.operation = operation;
  }

  /** See {@link Operation#deadline(Duration)}. */
  public KeyedOperation deadline(Duration deadline) {
    return new KeyedOperation(operation.deadline(deadline));
  }

  /** See {@link Operation#attemptTimeout(Duration)}. */
  public KeyedOperation attemptTimeout(Duration attemptTimeout) {
    return new KeyedOperation(operation.attemptTimeout(attemptTimeout));
  }

  /** See {@link Operation#timeouts(String)}. */
  public KeyedOperation timeouts(String timeoutClass) {
    return new KeyedOperation(operation.timeouts(timeoutClass));
  }

  /** See {@link Operation#maxAttempts(int)}. */
  public KeyedOperation maxAttempts(int attempts) {
    return new KeyedOperation(operation.maxAttempts(attempts));
  }

  /**
   * The operation for one key: the same key on every attempt and every repetition.
   *
   * @param key its {@code toString()} is the key
   * @throws IllegalArgumentException if the key's text is blank
   */
  public Operation key(Object key) {
    String text = key.toString();
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "The key of operation '" + operation.name() + "' must not be blank");
    }
    return operation.withKey(text);
  }

  @Override
  public String toString() {
    return operation + " without a key";
  }
}
