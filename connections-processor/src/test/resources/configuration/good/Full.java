package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every kind of setting. */
public record Full(
    URI url,
    Secret password,
    String name,
    int retries,
    Long bytes,
    double ratio,
    BigDecimal exact,
    Boolean fair,
    Duration delay,
    Path file,
    Mode mode,
    Pool pool,
    List<Replica> replicas,
    List<String> hosts,
    Map<String, String> headers,
    Map<String, Pool> limits,
    List<List<Integer>> matrix,
    Optional<String> note,
    Optional<Duration> idle,
    OptionalInt soft,
    OptionalLong large,
    OptionalDouble share)
    implements ConnectionConfiguration {

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /** Package-private is enough here. */
  record Pool(int maxSize, @DefaultValue("5s") Duration maxWait) {}

  /** Used in a list only. */
  public record Replica(String host, @DefaultValue("5432") int port) {}
}
