package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.Discriminator;
import dev.connections.annotations.DiscriminatorValue;

public record MisplacedDiscriminators(Pool pool, Limits limits, Choice choice)
    implements ConnectionConfiguration {

  @Discriminator("kind")
  public record Pool(int maxSize) {}

  @DiscriminatorValue("limits")
  public record Limits(int most) {}

  public sealed interface Choice permits Chosen {}

  @DiscriminatorValue("x")
  public record Chosen(int size) implements Choice {}
}
