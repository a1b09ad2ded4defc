package acme;

import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import javax.annotation.processing.Generated;

@Generated("dev.connections.processor.ConnectionProcessor")
public final class AcmeConfigurationBinder implements ConfigurationBinder<AcmeConfiguration> {
  @Override
  public AcmeConfiguration bind(ConfigurationNode node) {
    return null;
  }
}
