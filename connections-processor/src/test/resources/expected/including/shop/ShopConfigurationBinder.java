package shop;

import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link ShopConfiguration} of a part of the configuration. */
@GeneratedSettings({
    "record=shop/ShopConfiguration",
    "setting=url\ttype=string"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ShopConfigurationBinder implements ConfigurationBinder<ShopConfiguration> {
  /** For generated code. */
  public ShopConfigurationBinder() {}

  @Override
  public @Nullable ShopConfiguration bind(ConfigurationNode node) {
    ObjectReader in = node.object("url");
    String url = in.required("url", Binders.string());
    if (!in.isComplete() || url == null) {
      return null;
    }
    try {
      return new ShopConfiguration(url);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }
}
