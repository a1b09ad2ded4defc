package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.DeprecatedKeys;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings that had other keys. */
public record Renamed(
    @DeprecatedKeys("address") URI url,
    @DeprecatedKeys({"maxPoolSize", "poolSize"}) @DefaultValue("10") int maxSize,
    @DeprecatedKeys("key") Optional<Secret> token,
    Pool pool,
    @DeprecatedKeys("servers") List<Host> hosts)
    implements ConnectionConfiguration {

  /** Nested. */
  public record Pool(@DeprecatedKeys("idle") @DefaultValue("0") int minIdle) {}

  /** In a list. */
  public record Host(@DeprecatedKeys("host") String name) {}
}
