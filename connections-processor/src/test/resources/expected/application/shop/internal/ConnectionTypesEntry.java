package shop.internal;

import dagger.internal.DoubleCheck;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.List;
import javax.annotation.processing.Generated;
import shop.ConnectionTypes;

/**
 * For the generated code of {@link ConnectionTypes} only: constructs what is not public.
 */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class ConnectionTypesEntry {
  private ConnectionTypesEntry() {}

  /** The factory of {@code ClockedDb}. */
  public static ConnectionFactory<?, ?> clockedDbFactory(Provider<Clock> clock,
      @Named("audit") Provider<Clock> auditClock, Provider<List<String>> list) {
    return new ClockedConnectionFactory(clock.get(), auditClock, DoubleCheck.lazy((dagger.internal.Provider<List<String>>) list::get), clock::get);
  }
}
