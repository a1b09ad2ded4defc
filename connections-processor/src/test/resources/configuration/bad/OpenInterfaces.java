package app;

import dev.connections.ConnectionConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

public record OpenInterfaces(
    Authentication authentication,
    Optional<Authentication> proxy,
    List<Authentication> fallbacks,
    Supplier<String> name,
    Box<String> box,
    Base base)
    implements ConnectionConfiguration {

  public interface Authentication {}

  public record Basic(String username) implements Authentication {}

  public sealed interface Box<T> permits Held {}

  public record Held(String value) implements Box<String> {}

  public abstract static sealed class Base permits Derived {}

  public static final class Derived extends Base {}
}
