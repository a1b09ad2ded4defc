package shop.internal;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dagger.Lazy;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.List;

final class ClockedConnectionFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  ClockedConnectionFactory() {
    throw new AssertionError("not this one");
  }

  @Inject
  ClockedConnectionFactory(
      Clock clock,
      @Named("audit") Provider<Clock> auditClock,
      Lazy<List<String>> regions,
      javax.inject.Provider<Clock> sameClock) {}

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
