package dev.connections.internal.configuration;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what is no mistake but should be known, and logs it, each once: what the reading before
 * had to say as well is not said again. Not thread-safe.
 */
final class Notes {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLoader.class);

  private final ReadingHistory history;
  private final List<String> found = new ArrayList<>();

  Notes(ReadingHistory history) {
    this.history = history;
  }

  /** Adds what is as it should be. */
  void inform(String note) {
    if (add(note)) {
      LOG.info("{}", note);
    }
  }

  /** Adds what should be changed. */
  void warn(String note) {
    if (add(note)) {
      LOG.warn("{}", note);
    }
  }

  /** All, in the order of adding. */
  List<String> all() {
    return List.copyOf(found);
  }

  /** The reading has ended: the next one need not say the same. */
  void end() {
    history.said(found);
  }

  private boolean add(String note) {
    return !found.contains(note) && found.add(note) && !history.hasSaid(note);
  }
}
