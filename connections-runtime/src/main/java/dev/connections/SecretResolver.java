package dev.connections;

import java.util.Optional;

/** Finds the values behind {@code #{Key}#} references: a vault, say. Thread-safe. */
@FunctionalInterface
public interface SecretResolver {

  /**
   * The present value of a key; empty if it is not known. What it throws becomes a configuration
   * error that names the key.
   */
  Optional<String> resolve(String key);
}
