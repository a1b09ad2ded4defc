package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the fake types. */
public record FakeConfiguration(String url, Optional<Secret> password)
    implements ConnectionConfiguration {

  static @Nullable FakeConfiguration bind(ConfigurationNode node) {
    ObjectReader reader = node.object("url", "password");
    String url = reader.required("url", Binders.string());
    Optional<Secret> password = reader.optional("password", Binders.secret());
    return reader.isComplete() && url != null ? new FakeConfiguration(url, password) : null;
  }
}
