package dev.connections.internal.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Something for each of so many names, and one thing for all the rest: so that a value in a name
 * costs neither us our memory nor others their metrics. Thread-safe; finding allocates nothing.
 */
final class BoundedNames<T> {

  private final int limit;
  private final Function<String, T> maker;
  private final T other;
  private final Map<String, T> known = new ConcurrentHashMap<>();
  private final ReentrantLock adding = new ReentrantLock();

  /**
   * Knows no names yet.
   *
   * @param limit how many names get something of their own
   * @param other the name that the rest goes by
   * @param maker makes it
   */
  BoundedNames(int limit, String other, Function<String, T> maker) {
    this.limit = limit;
    this.maker = maker;
    this.other = maker.apply(other);
  }

  T of(String name) {
    T found = known.get(name);
    if (found != null) {
      return found;
    }
    return known.size() >= limit ? other : add(name);
  }

  private T add(String name) {
    adding.lock(); // or threads would pass the limit together
    try {
      return known.size() >= limit && !known.containsKey(name)
          ? other
          : known.computeIfAbsent(name, maker);
    } finally {
      adding.unlock();
    }
  }
}
