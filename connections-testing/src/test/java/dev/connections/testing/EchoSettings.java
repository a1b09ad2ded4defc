package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Where an echo server is, and what it wants to hear. */
public record EchoSettings(int port, Secret secret, int poolSize)
    implements ConnectionConfiguration {

  static @Nullable EchoSettings bind(ConfigurationNode node) {
    ObjectReader in = node.object("port", "secret", "poolSize");
    Integer port = in.required("port", Binders.integer());
    Secret secret = in.required("secret", Binders.secret());
    Integer poolSize = in.withDefault("poolSize", Binders.integer(), "4");
    return in.isComplete() && port != null && secret != null && poolSize != null
        ? new EchoSettings(port, secret, poolSize)
        : null;
  }

  LeasePoolSettings pool() {
    return new LeasePoolSettings(
        poolSize, 0, LeasePoolSettings.DEFAULT.maxIdle(), LeasePoolSettings.DEFAULT.maxLifetime());
  }
}
