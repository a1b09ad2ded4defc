package dev.connections.provider;

import dev.connections.ManagedConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which connections of a provider use which others. What is asked for while the handles are being
 * made is checked once all are; a reload that asks for more is answered at once. Thread-safe.
 */
final class References {

  private record Reference(String user, String used, Class<?> connectionClass) {}

  private final Map<String, Set<String>> usedBy = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Reference> unchecked = new ConcurrentLinkedQueue<>();
  private volatile @Nullable ConnectionDirectory directory;

  /** The connection of a name, for the one that uses it. */
  <C extends ManagedConnection<?>> Supplier<C> to(
      String used, Class<C> connectionClass, String user) {
    usedBy.computeIfAbsent(user, name -> ConcurrentHashMap.newKeySet()).add(used);
    unchecked.add(new Reference(user, used, connectionClass));
    ConnectionDirectory known = directory;
    if (known != null) {
      check(known);
    }
    return () -> {
      ConnectionDirectory all =
          Objects.requireNonNull(directory, "a factory must not use another connection yet");
      return all.as(connectionClass, all.named(used));
    };
  }

  /**
   * Checks what was asked for so far; from now on connections can be had.
   *
   * @throws dev.connections.failure.ConnectionConfigurationException with everything that is wrong
   */
  void resolve(ConnectionDirectory made) {
    check(made);
    directory = made;
  }

  private void check(ConnectionDirectory all) {
    Problems problems = new Problems();
    for (Reference next = unchecked.poll(); next != null; next = unchecked.poll()) {
      String wrong = all.whyNot(next.used(), next.connectionClass());
      if (wrong != null) {
        problems.add(next.user() + " uses the connection '" + next.used() + "': " + wrong);
        continue;
      }
      List<String> circle = new ArrayList<>(List.of(next.user()));
      if (leadsTo(next.user(), next.used(), circle)) {
        problems.add("connections use each other in a circle: " + String.join(" -> ", circle));
      }
    }
    problems.throwIfAny("connections that use others", "correct the names that settings refer to");
  }

  private boolean leadsTo(String goal, String from, List<String> way) {
    way.add(from);
    if (from.equals(goal)) {
      return true;
    }
    for (String next : usedBy.getOrDefault(from, Set.of())) {
      if ((next.equals(goal) || !way.contains(next)) && leadsTo(goal, next, way)) {
        return true;
      }
    }
    way.remove(way.size() - 1);
    return false;
  }

  /** How long the longest chain of connections is that use this one: 0 where none does. */
  int depth(String name) {
    return depth(name, new LinkedHashSet<>());
  }

  private int depth(String name, Set<String> above) {
    int depth = 0;
    above.add(name);
    for (Map.Entry<String, Set<String>> user : usedBy.entrySet()) {
      if (user.getValue().contains(name) && !above.contains(user.getKey())) {
        depth = Math.max(depth, 1 + depth(user.getKey(), above));
      }
    }
    above.remove(name);
    return depth;
  }
}
