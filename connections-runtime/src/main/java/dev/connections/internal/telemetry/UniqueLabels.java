package dev.connections.internal.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the connections of one provider are called in meters: their name, or, if a connection of
 * another provider in this process is called so already, their id. Two that are called the same
 * would overwrite each other's values, and the semantic conventions ask for names of pools that are
 * unique in the process. Thread-safe.
 */
final class UniqueLabels implements AutoCloseable {

  /** Static, because uniqueness is of the process. */
  private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

  private final String provider = takeProvider();
  private final Map<String, String> byId = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private static String takeProvider() {
    int number = 1;
    while (!TAKEN.add("provider#" + number)) { // no connection is called so: # is not for names
      number++;
    }
    return "provider#" + number;
  }

  /** What the provider is called. */
  String provider() {
    return provider;
  }

  /**
   * What a connection is called; the same as long as this is open.
   *
   * @param name its name
   * @param id unique in this process
   */
  String of(String name, String id) {
    lock.lock();
    try {
      // The last collection may be in progress while the provider is closed.
      return closed
          ? byId.getOrDefault(id, id)
          : byId.computeIfAbsent(id, unknown -> TAKEN.add(name) ? name : id);
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the names to others. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        TAKEN.remove(provider);
        byId.values().forEach(TAKEN::remove);
      }
    } finally {
      lock.unlock();
    }
  }
}
