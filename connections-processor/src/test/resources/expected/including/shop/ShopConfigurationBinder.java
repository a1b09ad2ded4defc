package shop;

import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import javax.annotation.processing.Generated;

@Generated("dev.connections.processor.ConnectionProcessor")
public final class ShopConfigurationBinder implements ConfigurationBinder<ShopConfiguration> {
  @Override
  public ShopConfiguration bind(ConfigurationNode node) {
    return null;
  }
}
