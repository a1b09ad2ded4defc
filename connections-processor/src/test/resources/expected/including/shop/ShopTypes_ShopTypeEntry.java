package shop;

import dev.connections.annotations.ConnectionEntry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Provider;
import java.time.Clock;
import javax.annotation.processing.Generated;
import lib.LibConnection;

/** What a registry takes up of {@code ShopType}. For generated code only. */
@ConnectionEntry(
    declaredBy = "shop/ShopTypes.ShopType",
    id = 10,
    name = "Shop",
    category = "Sql",
    dataStores = "Ledger",
    priority = 3,
    settings = @GeneratedSettings(records = {
                @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "shop/ShopConfiguration", settings = {
                    @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})
)
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ShopTypes_ShopTypeEntry {
  private ShopTypes_ShopTypeEntry() {}

  /** A new factory of {@code Shop}. */
  public static ConnectionFactory<LibConnection<String>, ShopConfiguration> factory(
      Provider<Clock> clock) {
    return new ShopTypes.ShopFactory(clock.get());
  }

  /** What binds the configuration of {@code Shop}. */
  public static ConfigurationBinder<ShopConfiguration> binder() {
    return new ShopConfigurationBinder();
  }
}
