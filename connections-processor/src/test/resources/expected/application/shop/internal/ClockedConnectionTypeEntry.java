package shop.internal;

import acme.AcmeConfiguration;
import acme.AcmeConfigurationBinder;
import acme.AcmeConnection;
import dagger.internal.DoubleCheck;
import dev.connections.annotations.ConnectionEntry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * What a registry takes up of {@code ClockedConnectionType}. For generated code only.
 */
@ConnectionEntry(
    declaredBy = "shop.internal/ClockedConnectionType",
    id = 10,
    name = "ClockedDb",
    category = "Sql",
    description = "Tells the time from <table> & more.",
    provider = "com.acme",
    dataStores = {
        "ClockedDb",
        "OldClockedDb"
    },
    modes = {
        "READ_WRITE",
        "BULK"
    },
    features = "TRANSACTIONS",
    priority = 5,
    settings = @GeneratedSettings(records = {
                @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "acme/AcmeConfiguration", settings = {
                    @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})
)
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ClockedConnectionTypeEntry {
  private ClockedConnectionTypeEntry() {}

  /** A new factory of {@code ClockedDb}. */
  public static ConnectionFactory<AcmeConnection, AcmeConfiguration> factory(Provider<Clock> clock,
      @Named("audit") Provider<Clock> auditClock, Provider<List<String>> list) {
    return new ClockedConnectionFactory(clock.get(), auditClock, DoubleCheck.lazy((dagger.internal.Provider<List<String>>) list::get), clock::get);
  }

  /** What binds the configuration of {@code ClockedDb}. */
  public static ConfigurationBinder<AcmeConfiguration> binder() {
    return new AcmeConfigurationBinder();
  }
}
