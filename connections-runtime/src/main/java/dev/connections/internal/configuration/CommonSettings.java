package dev.connections.internal.configuration;

import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.Constraints;
import dev.connections.spi.binding.ObjectReader;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ConnectionSettings.Startup;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final List<String> OWN = List.of("type", "id", "description", EndpointList.KEY);

  /** Those that the section {@code defaults} may hold as well. */
  private static final List<String> SHARED = sharedKeys();

  /** All of them. */
  static final Set<String> KEYS = keys();

  private CommonSettings() {}

  /** Whether the section {@code defaults} may hold a setting. */
  static boolean isShared(String key) {
    return SHARED.contains(key);
  }

  /** Reports what is wrong in the section {@code defaults}, once, and not for each connection. */
  static void checkDefaults(TrackedNode defaults) {
    shared("", "", OptionalInt.empty(), defaults);
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
      String name, String type, TrackedNode own, TrackedNode withDefaults, Notes notes) {
    ObjectReader in = own.object(OWN.toArray(String[]::new));
    Optional<Integer> id = in.optional("id", Binders.integer());
    in.check("id", id.orElse(null), Constraints.positive());
    in.optional("description", Binders.string());
    ConnectionSettings settings =
        shared(name, type, id.map(OptionalInt::of).orElseGet(OptionalInt::empty), withDefaults);
    if (settings == null) {
      return ConnectionSettings.defaults(name, type);
    }
    SettingAdvice advice = new SettingAdvice(notes);
    advice.on(settings);
    if (Assumptions.preset(withDefaults) == Preset.NONE) {
      advice.onNone(settings);
    }
    return settings;
  }

  private static @Nullable ConnectionSettings shared(
      String name, String type, OptionalInt id, TrackedNode node) {
    SettingGroup in = new SettingGroup(node, SHARED.toArray(String[]::new));
    Assumptions.preset(node);
    Boolean critical = in.read("critical", Binders.bool(), "false");
    Startup implied = Boolean.TRUE.equals(critical) ? Startup.BACKGROUND : Startup.LAZY;
    Startup startup =
        in.read(
            "startup",
            Binders.enumeration(Startup.values()),
            implied.name().toLowerCase(Locale.ROOT));
    Timeouts timeouts = TimeoutsBinder.bind(in.child("timeouts"));
    Bulkhead bulkhead = bulkhead(in.child("bulkhead"));
    ResilienceSettings resilience = ResilienceBinder.bind(node);
    if (!in.isComplete()
        || critical == null
        || startup == null
        || timeouts == null
        || bulkhead == null
        || resilience == null) {
      return null;
    }
    return new ConnectionSettings(
        name, type, id, startup, critical, timeouts, bulkhead, resilience);
  }

  private static @Nullable Bulkhead bulkhead(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "maxConcurrent", "maxWaiting", "leakAfter");
    OptionalInt maxConcurrent = in.optionalNumber("maxConcurrent", 1);
    OptionalInt maxWaiting = in.optionalNumber("maxWaiting", 0);
    Duration leakAfter = in.duration("leakAfter", Bulkhead.LEAK_AFTER);
    return leakAfter != null && in.isComplete()
        ? new Bulkhead(maxConcurrent, maxWaiting, leakAfter)
        : null;
  }

  private static List<String> sharedKeys() {
    List<String> keys =
        new ArrayList<>(List.of(Assumptions.PRESET, "startup", "critical", "timeouts", "bulkhead"));
    keys.addAll(ResilienceBinder.KEYS);
    return List.copyOf(keys);
  }

  private static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(OWN);
    keys.addAll(SHARED);
    return Collections.unmodifiableSet(keys);
  }
}
