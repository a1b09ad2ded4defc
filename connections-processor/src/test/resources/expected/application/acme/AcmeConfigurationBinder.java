package acme;

import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link AcmeConfiguration} of a part of the configuration. */
@GeneratedSettings({
    "record=acme/AcmeConfiguration",
    "setting=url\ttype=string"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class AcmeConfigurationBinder implements ConfigurationBinder<AcmeConfiguration> {
  /** For generated code. */
  public AcmeConfigurationBinder() {}

  @Override
  public @Nullable AcmeConfiguration bind(ConfigurationNode node) {
    ObjectReader in = node.object("url");
    String url = in.required("url", Binders.string());
    if (!in.isComplete() || url == null) {
      return null;
    }
    try {
      return new AcmeConfiguration(url);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }
}
