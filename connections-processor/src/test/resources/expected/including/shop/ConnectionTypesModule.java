package shop;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.ConnectionsModule;
import dev.connections.spi.registry.ConnectionTypeSource;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import javax.annotation.processing.Generated;

/**
 * Binds a {@link ConnectionProvider} for the types of {@link ConnectionTypes}, and the connection sets. The component
 * binds a {@link ConnectionsConfiguration} and is a {@code @Singleton}.
 */
@Module(includes = ConnectionsModule.class)
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public interface ConnectionTypesModule {
  /** The types of {@link ConnectionTypes}. */
  @Provides
  @IntoSet
  static ConnectionTypeSource types(Provider<Clock> clock, @Named("lib") Provider<Clock> libClock) {
    return ConnectionTypes.source(clock, libClock);
  }
}
