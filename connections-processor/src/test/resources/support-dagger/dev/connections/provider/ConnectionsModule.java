package dev.connections.provider;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.Multibinds;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.spi.ConnectionTypeSource;
import jakarta.inject.Singleton;
import java.util.Set;

/** Stands in for the runtime's own where that is not there yet. */
@Module
public interface ConnectionsModule {
  @Multibinds
  Set<ConnectionTypeSource> types();

  @Provides
  @Singleton
  static ConnectionProvider provider(
      ConnectionsConfiguration configuration, Set<ConnectionTypeSource> types) {
    ConnectionProviderBuilder builder = Connections.builder().configuration(configuration);
    types.forEach(builder::types);
    return builder.open();
  }
}
