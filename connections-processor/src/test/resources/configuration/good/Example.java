package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One of each requirement. */
public record Example(
    URI url,
    @NotBlank String username,
    Secret password,
    @DefaultValue("30s") Duration patience,
    @DefaultValue("verify-full") SslMode sslMode,
    Pool pool,
    List<Replica> replicas,
    @Min(1) Optional<Integer> fetchSize,
    OptionalInt prepareThreshold)
    implements ConnectionConfiguration {

  /** How the server is verified. */
  public enum SslMode {
    DISABLE,
    VERIFY_FULL
  }

  /** Has a default for everything. */
  public record Pool(@DefaultValue("10") @Min(1) @Max(1000) int maxSize) {}

  /** Has none. */
  public record Replica(String host, int port) {}
}
