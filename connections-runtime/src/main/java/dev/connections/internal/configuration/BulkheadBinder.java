package dev.connections.internal.configuration;

import dev.connections.spi.Binders;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import dev.connections.spi.ConnectionSettings.Bulkhead;
import dev.connections.spi.Constraints;
import dev.connections.spi.ObjectReader;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Binds how much may happen at once. */
final class BulkheadBinder implements ConfigurationBinder<Bulkhead> {

  @Override
  public @Nullable Bulkhead bind(ConfigurationNode node) {
    ObjectReader in = node.object("maxConcurrent", "maxWaiting");
    OptionalInt maxConcurrent = atLeast(1, in, "maxConcurrent");
    OptionalInt maxWaiting = atLeast(0, in, "maxWaiting");
    return in.isComplete() ? new Bulkhead(maxConcurrent, maxWaiting) : null;
  }

  private static OptionalInt atLeast(int least, ObjectReader in, String key) {
    Optional<Integer> value = in.optional(key, Binders.integer());
    in.check(key, value.orElse(null), Constraints.min(least));
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
