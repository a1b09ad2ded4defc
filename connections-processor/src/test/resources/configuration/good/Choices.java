package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Discriminator;
import dev.connections.annotations.DiscriminatorValue;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records that a key chooses, wherever they can be. */
public record Choices(
    Authentication authentication,
    Optional<Authentication> proxy,
    List<Authentication> fallbacks,
    Map<String, List<Authentication>> byRegion,
    Optional<Eviction> eviction)
    implements ConnectionConfiguration {

  /** The default key. */
  public sealed interface Authentication permits Anonymous, Basic, ClientCertificate {}

  /** Has nothing to set. */
  public record Anonymous() implements Authentication {}

  /** Called otherwise. */
  @DiscriminatorValue("password")
  public record Basic(String username, Secret password) implements Authentication {}

  /** Two words. Holds another choice. */
  public record ClientCertificate(@DefaultValue("x509") String format, Optional<Eviction> store)
      implements Authentication {}

  /** A key of its own, and a level between. */
  @Discriminator("policy")
  public sealed interface Eviction permits Never, Bounded {}

  /** Package-private is enough here. */
  record Never() implements Eviction {}

  /** Sealed itself. */
  public sealed interface Bounded extends Eviction permits BySize, ByAge {}

  /** One. */
  public record BySize(@Min(1) int most) implements Bounded {}

  /** Another. */
  public record ByAge(@DefaultValue("5m") java.time.Duration most) implements Bounded {}
}
