package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DeprecatedKeys;
import dev.connections.annotations.Discriminator;
import dev.connections.annotations.DiscriminatorValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public record UnclearVariants(
    Taking taking,
    Optional<Alike> alike,
    List<Unwritable> unwritable,
    Map<String, Blank> blank)
    implements ConnectionConfiguration {

  public sealed interface Taking permits Named, Former {}

  public record Named(
      int size,
      String KIND) implements Taking {}

  public record Former(
      @DeprecatedKeys("ki-nd") String name) implements Taking {}

  @Discriminator("sort")
  public sealed interface Alike permits ClientCertificate, Other {}

  public record ClientCertificate() implements Alike {}

  @DiscriminatorValue("CLIENT_certificate")
  public record Other() implements Alike {}

  @Discriminator("a.b")
  public sealed interface Unwritable permits One {}

  public record One() implements Unwritable {}

  public sealed interface Blank permits Two {}

  @DiscriminatorValue(" ")
  public record Two() implements Blank {}
}
