package dev.connections.internal.configuration.secret;

import dev.connections.spi.Redactor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one reading of a recipe hands on to the next: the secrets that were seen, since a message
 * may still hold a former one, the files that references named, and what was said in the log.
 * Thread-safe.
 */
public final class ReadingHistory {

  private final SecretRedactor redactor = new SecretRedactor();
  private final Set<Path> files = ConcurrentHashMap.newKeySet();
  private volatile Set<String> notes = Set.of();

  /** Removes the secrets of all readings from texts. */
  public Redactor redactor() {
    return redactor;
  }

  /** The files that references have named so far, whether they are there or not. */
  public Set<Path> files() {
    return Set.copyOf(files);
  }

  /** The same, for those who register secrets. */
  public SecretRedactor secrets() {
    return redactor;
  }

  /** Whether the reading before has said this already. */
  public boolean hasSaid(String note) {
    return notes.contains(note);
  }

  /** A reading has ended, which had these to say. */
  public void said(Collection<String> all) {
    notes = Set.copyOf(all);
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
