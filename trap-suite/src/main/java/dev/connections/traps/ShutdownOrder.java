package dev.connections.traps;

import dev.connections.CloseReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * T42. Three connections are opened one after the other, and everything is closed.
 *
 * <p>None of the alternatives owns several connections. Connections: defaults; it holds if the
 * order of closing is that of opening, reversed.
 */
final class ShutdownOrder implements Trap {

  @Override
  public String id() {
    return "T42";
  }

  @Override
  public String title() {
    return "what others need is closed before them";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() {
    try (Ours ours =
        Ours.of(
            Ours.entry("second", "H2", "url: jdbc:h2:mem:order-second"),
            Ours.entry("third", "H2", "url: jdbc:h2:mem:order-third"),
            Ours.entry("first", "H2", "url: jdbc:h2:mem:order-first"))) {
      List<String> opened = List.of("first", "second", "third");
      opened.forEach(name -> ours.provider().get(name).connect());
      List<String> closed =
          ours.provider().close(Duration.ofSeconds(5)).connections().stream()
              .map(CloseReport.Entry::name)
              .toList();
      return Verdict.of(
          closed.equals(List.of("third", "second", "first")),
          "opened %s, closed %s",
          String.join(", ", opened),
          String.join(", ", closed));
    }
  }
}
