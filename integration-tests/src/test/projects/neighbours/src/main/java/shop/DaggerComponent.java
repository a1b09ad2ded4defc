package shop;

import dagger.BindsInstance;
import dagger.Component;
import dev.connections.ConnectionsConfiguration;
import jakarta.inject.Singleton;
import java.time.Clock;

@Singleton
@Component(modules = ConnectionTypesModule.class)
interface DaggerComponent {
  Shop shop();

  @Component.Factory
  interface Factory {
    DaggerComponent create(
        @BindsInstance ConnectionsConfiguration configuration, @BindsInstance Clock clock);
  }
}
