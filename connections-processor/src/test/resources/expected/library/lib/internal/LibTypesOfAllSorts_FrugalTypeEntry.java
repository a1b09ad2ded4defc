package lib.internal;

import dev.connections.annotations.ConnectionEntry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import javax.annotation.processing.Generated;
import lib.LibConfiguration;
import lib.LibConfigurationBinder;
import lib.LibConnection;

/** What a registry takes up of {@code FrugalType}. For generated code only. */
@ConnectionEntry(
    declaredBy = "lib.internal/LibTypesOfAllSorts.FrugalType",
    id = 5,
    name = "Frugal",
    category = "Sql",
    provider = "org.lib",
    dataStores = "Ledger",
    settings = @GeneratedSettings(records = {
                @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "lib/LibConfiguration", settings = {
                    @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})
)
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class LibTypesOfAllSorts_FrugalTypeEntry {
  private LibTypesOfAllSorts_FrugalTypeEntry() {}

  /** A new factory of {@code Frugal}. */
  public static ConnectionFactory<LibConnection<String>, LibConfiguration> factory() {
    return new LibTypesOfAllSorts.FrugalFactory();
  }

  /** What binds the configuration of {@code Frugal}. */
  public static ConfigurationBinder<LibConfiguration> binder() {
    return new LibConfigurationBinder();
  }
}
