package dev.connections.provider;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong, so that it is told all at once. Not thread-safe. */
final class Problems {

  private final List<String> found = new ArrayList<>();
  private @Nullable Throwable firstCause;

  /** Adds one, in one line without secrets. */
  void add(String problem) {
    found.add(problem);
  }

  /** Adds one with its cause, which holds no secrets. */
  void add(String problem, @Nullable Throwable cause) {
    found.add(problem);
    firstCause = firstCause == null ? cause : firstCause;
  }

  /**
   * Throws one exception with all of them, if there are any.
   *
   * @param subject what they are about
   * @param nextStep what the reader can do
   */
  void throwIfAny(String subject, String nextStep) {
    if (!found.isEmpty()) {
      String text =
          found.size() == 1
              ? found.get(0)
              : found.size() + " problems\n  " + String.join("\n  ", found);
      throw new ConnectionConfigurationException(
          Diagnosis.of(subject, text).nextStep(nextStep).build(), firstCause);
    }
  }
}
