package dev.connections.internal.configuration;

import dev.connections.spi.Binders;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.ConnectionSettings.Bulkhead;
import dev.connections.spi.ConnectionSettings.Startup;
import dev.connections.spi.ConnectionSettings.Timeouts;
import dev.connections.spi.Constraints;
import dev.connections.spi.ObjectReader;
import dev.connections.spi.ResilienceSettings;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds the settings that connections of every kind have. */
final class CommonSettings {

  /** Those that belong to one connection. */
  private static final List<String> OWN = List.of("type", "id", "description");

  /** Those that the section {@code defaults} may hold as well. */
  private static final List<String> SHARED = List.of("startup", "critical", "timeouts", "bulkhead");

  /** All of them. */
  static final Set<String> KEYS = keys();

  private CommonSettings() {}

  /** Reports what is wrong in the section {@code defaults}, once, and not for each connection. */
  static void checkDefaults(TrackedNode defaults) {
    shared("", "", OptionalInt.empty(), defaults.object(SHARED.toArray(String[]::new)));
    defaults.reportUnknownKeys();
  }

  /**
   * The settings of a connection; the common defaults if anything is wrong, which has been
   * reported.
   *
   * @param own the connection's node
   * @param withDefaults the same, with the section {@code defaults} behind it
   */
  static ConnectionSettings bind(
      String name, String type, TrackedNode own, TrackedNode withDefaults) {
    ObjectReader in = own.object(OWN.toArray(String[]::new));
    Optional<Integer> id = in.optional("id", Binders.integer());
    in.check("id", id.orElse(null), Constraints.positive());
    in.optional("description", Binders.string());
    ConnectionSettings settings =
        shared(
            name,
            type,
            id.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            withDefaults.object(SHARED.toArray(String[]::new)));
    return settings == null ? ConnectionSettings.defaults(name, type) : settings;
  }

  private static @Nullable ConnectionSettings shared(
      String name, String type, OptionalInt id, ObjectReader in) {
    Boolean critical = in.withDefault("critical", Binders.bool(), "false");
    Startup implied = Boolean.TRUE.equals(critical) ? Startup.BACKGROUND : Startup.LAZY;
    Startup startup =
        in.withDefault(
            "startup",
            Binders.enumeration(Startup.values()),
            implied.name().toLowerCase(Locale.ROOT));
    Timeouts timeouts = in.nested("timeouts", new TimeoutsBinder());
    Bulkhead bulkhead = in.nested("bulkhead", new BulkheadBinder());
    if (critical == null || startup == null || timeouts == null || bulkhead == null) {
      return null;
    }
    return new ConnectionSettings(
        name, type, id, startup, critical, timeouts, bulkhead, ResilienceSettings.DEFAULT);
  }

  private static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(OWN);
    keys.addAll(SHARED);
    return Collections.unmodifiableSet(keys);
  }
}
