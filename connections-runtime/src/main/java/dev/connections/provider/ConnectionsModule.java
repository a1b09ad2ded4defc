package dev.connections.provider;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.Multibinds;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.spi.registry.ConnectionTypeSource;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The Dagger binding of the {@link ConnectionProvider}. Generated modules include it and add the
 * types of their registry; the application binds a {@link ConnectionsConfiguration}.
 *
 * <p>The provider is opened when it is first injected, and is the application's to close.
 */
@Module
public interface ConnectionsModule {

  /** The types of all registries in the component; there may be none. */
  @Multibinds
  Set<ConnectionTypeSource> types();

  /** Opens the provider; throws what {@link ConnectionProviderBuilder#open()} throws. */
  @Provides
  @Singleton
  static ConnectionProvider provider(
      ConnectionsConfiguration configuration, Set<ConnectionTypeSource> types) {
    ConnectionProviderBuilder builder = Connections.builder().configuration(configuration);
    for (ConnectionTypeSource source : types) {
      builder.types(source);
    }
    return builder.open();
  }
}
