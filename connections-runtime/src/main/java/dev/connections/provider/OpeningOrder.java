package dev.connections.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers in which order connections were first opened, and so in which they are to be closed.
 * Thread-safe.
 */
final class OpeningOrder {

  private static final int NEVER = Integer.MAX_VALUE;

  private final References references;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  OpeningOrder(References references) {
    this.references = references;
  }

  /** Notes that a connection is open; only its first time counts. */
  void opened(String name) {
    numbers.putIfAbsent(name, count.incrementAndGet());
  }

  /**
   * The connections in the order of closing: types that ask for it last; what others use after
   * them; what was never opened before what was, and of that the latest opened first.
   *
   * @param connections in the order of the configuration
   */
  List<NamedConnection> closing(Collection<NamedConnection> connections) {
    List<NamedConnection> order = new ArrayList<>(connections);
    Collections.reverse(order);
    Map<String, Integer> now = Map.copyOf(numbers); // a sort must not see a number change
    Map<String, Integer> depths = new HashMap<>();
    order.forEach(each -> depths.put(each.name(), references.depth(each.name())));
    order.sort(
        Comparator.comparing(OpeningOrder::isClosedLast)
            .thenComparing(each -> depths.getOrDefault(each.name(), 0))
            .thenComparing(
                each -> now.getOrDefault(each.name(), NEVER), Comparator.reverseOrder()));
    return order;
  }

  private static boolean isClosedLast(NamedConnection connection) {
    return connection.plan().type().descriptor().isClosedLast();
  }
}
