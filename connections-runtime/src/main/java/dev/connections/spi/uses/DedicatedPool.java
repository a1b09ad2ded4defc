package dev.connections.spi.uses;

import dev.connections.Deadline;
import java.util.Optional;

/**
 * Resources of an endpoint next to its client, each for one user at a time: for transactions and
 * blocking commands of a multiplexed client, for instance. The runtime opens them when they are
 * first needed, keeps those that come back well, and gives them up with the client. They have
 * permits of their own. Thread-safe.
 *
 * @param <D> the resource
 */
public interface DedicatedPool<D> {

  /** What it is asked for by, and called in snapshots; unique in its endpoint. */
  String name();

  /** How many may be in use at once; at least 1. */
  int capacity();

  /** The setting that {@link #capacity} comes from, for messages; empty if none does. */
  default Optional<String> capacitySetting() {
    return Optional.empty();
  }

  /**
   * Whether users may well hold one for as long as the connection lives, such as a lock: then no
   * leak is suspected of who does. By default not.
   */
  default boolean isHeldForLong() {
    return false;
  }

  /**
   * Opens a resource. What it throws has left nothing open.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  D open(Deadline deadline) throws Exception;

  /** Whether one that was not in use for a while can be lent again. Must not block; yes. */
  default boolean isUsable(D resource) {
    return true;
  }

  /**
   * Aborts what runs on a resource, from another thread; it is closed afterwards. By default it is
   * closed here already, so closing twice must do no harm then.
   */
  default void abort(D resource) throws Exception {
    close(resource);
  }

  /** Releases a resource. Called once for each that was opened. */
  void close(D resource) throws Exception;
}
