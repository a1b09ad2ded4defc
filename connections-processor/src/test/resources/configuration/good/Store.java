package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the runtime's own tests bind by hand. */
public record Store(
    URI url,
    @NotBlank Optional<String> username,
    @Size(min = 8) Optional<Secret> password,
    @DefaultValue("READ_WRITE") Mode mode,
    Pool pool,
    List<String> hosts,
    List<Replica> replicas,
    Map<String, String> headers)
    implements ConnectionConfiguration {

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /** Has a rule. */
  public record Pool(
      @DefaultValue("0") @Min(0) int minIdle,
      @DefaultValue("10") @Min(1) int maxSize,
      @DefaultValue("30m") Duration maxLifetime) {
    /** Checks. */
    public Pool {
      if (minIdle > maxSize) {
        throw new IllegalArgumentException(
            "minIdle (" + minIdle + ") is more than maxSize (" + maxSize + ")");
      }
    }
  }

  /** Has a required setting. */
  public record Replica(String host, @DefaultValue("5432") int port) {}
}
