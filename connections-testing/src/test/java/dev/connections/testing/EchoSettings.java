package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an echo server is, and what it wants to hear. */
public record EchoSettings(int port, @Nullable Integer otherPort, Secret secret, int poolSize)
    implements ConnectionConfiguration {

  static @Nullable EchoSettings bind(ConfigurationNode node) {
    ObjectReader in = node.object("port", "otherPort", "secret", "poolSize");
    Integer port = in.required("port", Binders.integer());
    Integer otherPort = in.optional("otherPort", Binders.integer()).orElse(null);
    Secret secret = in.required("secret", Binders.secret());
    Integer poolSize = in.withDefault("poolSize", Binders.integer(), "4");
    return in.isComplete() && port != null && secret != null && poolSize != null
        ? new EchoSettings(port, otherPort, secret, poolSize)
        : null;
  }

  List<Integer> ports() {
    return otherPort == null ? List.of(port) : List.of(port, otherPort);
  }

  LeasePoolSettings pool() {
    return new LeasePoolSettings(
        poolSize, 0, LeasePoolSettings.DEFAULT.maxIdle(), LeasePoolSettings.DEFAULT.maxLifetime());
  }
}
