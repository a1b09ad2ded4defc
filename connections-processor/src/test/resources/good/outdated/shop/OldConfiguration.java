package shop;

import dev.connections.ConnectionConfiguration;
import java.util.List;
import java.util.Optional;

@SuppressWarnings({"all", "removal"})
@Deprecated(forRemoval = true)
public record OldConfiguration(
    @Deprecated(forRemoval = true) int size, Part part, List<Part> parts, Optional<Way> way, Kind kind)
    implements ConnectionConfiguration {

  @Deprecated(forRemoval = true)
  public record Part(int number) {
    @Deprecated(forRemoval = true)
    public Part {}
  }

  @Deprecated(forRemoval = true)
  public enum Kind {
    @Deprecated
    PLAIN
  }

  @Deprecated(forRemoval = true)
  public sealed interface Way permits There {}

  @Deprecated
  public record There(int steps) implements Way {}
}
