package lib.internal;

import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import javax.annotation.processing.Generated;
import lib.LibTypes;

/** For the generated code of {@link LibTypes} only: constructs what is not public. */
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class LibTypesEntry {
  private LibTypesEntry() {}

  /** The factory of {@code Frugal}. */
  public static ConnectionFactory<?, ?> frugalFactory() {
    return new LibTypesOfAllSorts.FrugalFactory();
  }

  /** The factory of {@code Needy}. */
  public static ConnectionFactory<?, ?> needyFactory(@Named("lib") Provider<Clock> libClock) {
    return new LibTypesOfAllSorts.NeedyFactory(libClock.get());
  }
}
