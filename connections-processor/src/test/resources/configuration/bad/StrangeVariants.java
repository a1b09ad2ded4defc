package app;

import dev.connections.ConnectionConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public record StrangeVariants(
    Mixed mixed,
    Optional<Hiding> hiding,
    List<Empty> empty,
    Map<String, Outer> outer)
    implements ConnectionConfiguration {

  public sealed interface Mixed permits Plain, Constant, Generic, Open, Fine {}

  public static final class Plain implements Mixed {}

  public enum Constant implements Mixed {
    ONE
  }

  public record Generic<T>(T value) implements Mixed {}

  public non-sealed interface Open extends Mixed {}

  public record Fine(int size) implements Mixed {}

  public sealed interface Hiding permits Hidden {}

  private record Hidden() implements Hiding {}

  public sealed interface Empty {}

  public sealed interface Outer permits Inner {}

  public sealed interface Inner extends Outer permits Innermost {}

  public static final class Innermost implements Inner {}
}
