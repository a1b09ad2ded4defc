package shop;

import dagger.BindsInstance;
import dagger.Component;
import dev.connections.ConnectionsConfiguration;
import jakarta.inject.Singleton;
import java.time.Clock;
import stock.Audit;

@Singleton
@Component(modules = ConnectionTypesModule.class)
public interface AppComponent {
  AppConnections connections();

  @Component.Factory
  interface Factory {
    AppComponent create(
        @BindsInstance ConnectionsConfiguration configuration,
        @BindsInstance Clock clock,
        @BindsInstance @Audit Clock auditClock);
  }

  static AppConnections open(ConnectionsConfiguration configuration, Clock clock) {
    return DaggerAppComponent.factory().create(configuration, clock, clock).connections();
  }
}
