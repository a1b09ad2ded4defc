package dev.connections.internal.configuration;

import dev.connections.spi.Redactor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one reading of a recipe hands on to the next: the secrets that were seen, since a message
 * may still hold a former one, and the files that references named. Thread-safe.
 */
public final class ReadingHistory {

  private final SecretRedactor redactor = new SecretRedactor();
  private final Set<Path> files = ConcurrentHashMap.newKeySet();

  /** Removes the secrets of all readings from texts. */
  public Redactor redactor() {
    return redactor;
  }

  /** The files that references have named so far, whether they are there or not. */
  public Set<Path> files() {
    return Set.copyOf(files);
  }

  /** The same, for those who register secrets. */
  SecretRedactor secrets() {
    return redactor;
  }

  /** A reference names this file. */
  void refersTo(String file) {
    try {
      files.add(Path.of(file));
    } catch (InvalidPathException reportedByWhoReadsIt) {
      // There is no such file, and there never will be.
    }
  }
}
