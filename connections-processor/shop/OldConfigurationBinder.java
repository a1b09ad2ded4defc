package shop;

import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link OldConfiguration} of a part of the configuration. */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class OldConfigurationBinder implements ConfigurationBinder<OldConfiguration> {
  /** For generated code. */
  public OldConfigurationBinder() {}

  @Override
  public @Nullable OldConfiguration bind(ConfigurationNode node) {
    // The compiler has said why OldConfiguration cannot be bound.
    return null;
  }
}
