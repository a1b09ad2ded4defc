package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.spi.registry.ConnectionTypeSource;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConnectionsModuleTest {

  /** What the processor writes for a registry. */
  @Module(includes = ConnectionsModule.class)
  interface FakeTypesModule {
    @Provides
    @IntoSet
    static ConnectionTypeSource types(FakeSystem system) {
      return new FakeTypes(system);
    }
  }

  /** What an application writes. */
  @Singleton
  @Component(modules = FakeTypesModule.class)
  interface Application {
    ConnectionProvider provider();

    /** Makes one. */
    @Component.Factory
    interface Factory {
      Application create(
          @BindsInstance ConnectionsConfiguration configuration, @BindsInstance FakeSystem system);
    }
  }

  /** An application without any registry. */
  @Singleton
  @Component(modules = ConnectionsModule.class)
  interface EmptyApplication {
    ConnectionProvider provider();

    /** Makes one. */
    @Component.Factory
    interface Factory {
      EmptyApplication create(@BindsInstance ConnectionsConfiguration configuration);
    }
  }

  @Test
  void aComponentGivesOneOpenedProviderWithTheTypesOfItsRegistries() {
    FakeSystem system = new FakeSystem();
    Application application =
        DaggerConnectionsModuleTest_Application.factory()
            .create(Yaml.connections(Yaml.entry("orders-db", "fail")), system);

    assertThat(system.handles).isEmpty();
    try (ConnectionProvider provider = application.provider()) {
      assertThat(application.provider()).isSameAs(provider);
      assertThat(provider.types()).contains(FakeTypes.FAKE);
      assertThat(system.opened).containsExactly("orders-db");
    }
    assertThat(system.open()).isEmpty();
  }

  @Test
  void aComponentWithoutRegistriesHasAProviderWithoutTypes() {
    try (ConnectionProvider provider =
        DaggerConnectionsModuleTest_EmptyApplication.factory().create(Yaml.lazy()).provider()) {
      assertThat(provider.types()).isEmpty();
      assertThat(provider.names()).isEmpty();
    }
  }
}
