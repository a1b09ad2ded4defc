package lib;

import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import javax.annotation.processing.Generated;

@Generated("dev.connections.processor.ConnectionProcessor")
public final class LibConfigurationBinder implements ConfigurationBinder<LibConfiguration> {
  @Override
  public LibConfiguration bind(ConfigurationNode node) {
    return null;
  }
}
