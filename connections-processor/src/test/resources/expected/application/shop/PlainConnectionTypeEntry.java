package shop;

import acme.AcmeConfiguration;
import acme.AcmeConfigurationBinder;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionEntry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import javax.annotation.processing.Generated;

/**
 * What a registry takes up of {@code PlainConnectionType}. For generated code only.
 */
@ConnectionEntry(
    declaredBy = "shop/PlainConnectionType",
    id = 20,
    name = "Plain",
    category = "Other",
    settings = @GeneratedSettings(records = {
                @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "acme/AcmeConfiguration", settings = {
                    @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})
)
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class PlainConnectionTypeEntry {
  private PlainConnectionTypeEntry() {}

  /** A new factory of {@code Plain}. */
  public static ConnectionFactory<AcmeConnection, AcmeConfiguration> factory() {
    return new AcmeConnectionFactory();
  }

  /** What binds the configuration of {@code Plain}. */
  public static ConfigurationBinder<AcmeConfiguration> binder() {
    return new AcmeConfigurationBinder();
  }
}
