package lib;

import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link LibConfiguration} of a part of the configuration. */
@GeneratedSettings({
    "record=lib/LibConfiguration",
    "setting=url\ttype=string"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class LibConfigurationBinder implements ConfigurationBinder<LibConfiguration> {
  /** For generated code. */
  public LibConfigurationBinder() {}

  @Override
  public @Nullable LibConfiguration bind(ConfigurationNode node) {
    ObjectReader in = node.object("url");
    String url = in.required("url", Binders.string());
    if (!in.isComplete() || url == null) {
      return null;
    }
    try {
      return new LibConfiguration(url);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }
}
