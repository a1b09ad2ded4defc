package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.secret.ReadingHistory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what is no mistake but should be known, and logs it, each once: what the reading before
 * had to say as well is not said again. Not thread-safe.
 */
public final class Notes {

  private static final Logger LOG =
      LoggerFactory.getLogger("dev.connections.internal.configuration.ConfigurationLoader");

  private final ReadingHistory history;
  private final List<String> found = new ArrayList<>();

  public Notes(ReadingHistory history) {
    this.history = history;
  }

  /** Adds what is as it should be. */
  public void inform(String note) {
    if (add(note)) {
      LOG.info("{}", note);
    }
  }

  /** Adds what should be changed. */
  public void warn(String note) {
    if (add(note)) {
      LOG.warn("{}", note);
    }
  }

  /** All, in the order of adding. */
  public List<String> all() {
    return List.copyOf(found);
  }

  /** The reading has ended: the next one need not say the same. */
  public void end() {
    history.said(found);
  }

  private boolean add(String note) {
    return !found.contains(note) && found.add(note) && !history.hasSaid(note);
  }
}
