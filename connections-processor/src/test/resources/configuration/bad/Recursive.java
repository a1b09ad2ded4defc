package app;

import dev.connections.ConnectionConfiguration;
import java.util.List;

public record Recursive(String url, Route route) implements ConnectionConfiguration {

  public record Route(String name, List<Hop> hops) {}

  public record Hop(Route onward) {}
}
