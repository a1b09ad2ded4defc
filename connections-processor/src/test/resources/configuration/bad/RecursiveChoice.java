package app;

import dev.connections.ConnectionConfiguration;
import java.util.List;

public record RecursiveChoice(Filter filter) implements ConnectionConfiguration {

  public sealed interface Filter permits Not, All, None {}

  public record Not(
      Filter filter) implements Filter {}

  public record All(
      List<Filter> filters) implements Filter {}

  public record None() implements Filter {}
}
