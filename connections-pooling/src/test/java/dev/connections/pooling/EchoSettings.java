package dev.connections.pooling;

import dev.connections.ConnectionConfiguration;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where an echo peer is, and how its sessions are pooled. */
public record EchoSettings(int port, LeasePoolSettings pool) implements ConnectionConfiguration {

  static @Nullable EchoSettings bind(ConfigurationNode node) {
    ObjectReader in = node.object("port", "maxSize", "minIdle", "maxIdle", "maxLifetime");
    Integer port = in.required("port", Binders.integer());
    Integer maxSize = in.withDefault("maxSize", Binders.integer(), "10");
    Integer minIdle = in.withDefault("minIdle", Binders.integer(), "0");
    Duration maxIdle = in.withDefault("maxIdle", Binders.duration(), "5m");
    Duration maxLifetime = in.withDefault("maxLifetime", Binders.duration(), "30m");
    return in.isComplete()
            && port != null
            && maxSize != null
            && minIdle != null
            && maxIdle != null
            && maxLifetime != null
        ? new EchoSettings(port, new LeasePoolSettings(maxSize, minIdle, maxIdle, maxLifetime))
        : null;
  }
}
