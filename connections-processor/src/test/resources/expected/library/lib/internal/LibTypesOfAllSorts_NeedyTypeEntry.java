package lib.internal;

import dev.connections.annotations.ConnectionEntry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import javax.annotation.processing.Generated;
import lib.LibConfiguration;
import lib.LibConfigurationBinder;
import lib.LibConnection;

/** What a registry takes up of {@code NeedyType}. For generated code only. */
@ConnectionEntry(
    declaredBy = "lib.internal/LibTypesOfAllSorts.NeedyType",
    id = 15,
    name = "Needy",
    category = "Sql",
    provider = "org.lib",
    dataStores = {
        "Ledger",
        "Archive"
    },
    priority = -1,
    settings = @GeneratedSettings(records = {
                @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "lib/LibConfiguration", settings = {
                    @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})
)
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class LibTypesOfAllSorts_NeedyTypeEntry {
  private LibTypesOfAllSorts_NeedyTypeEntry() {}

  /** A new factory of {@code Needy}. */
  public static ConnectionFactory<LibConnection<String>, LibConfiguration> factory(
      @Named("lib") Provider<Clock> libClock) {
    return new LibTypesOfAllSorts.NeedyFactory(libClock.get());
  }

  /** What binds the configuration of {@code Needy}. */
  public static ConfigurationBinder<LibConfiguration> binder() {
    return new LibConfigurationBinder();
  }
}
