package dev.connections.internal.configuration.common;

import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.node.Notes;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.source.Preset;
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

/** Binds the settings that connections of every type have. */
public final class CommonSettingsBinder {

  /** All of them. */
  public static final Set<String> KEYS =
      Collections.unmodifiableSet(new LinkedHashSet<>(CommonSettings.KEYS));

  /** Those that belong to one connection. */
  private static final String[] OWN = own();

  private CommonSettingsBinder() {}

  private static String[] own() {
    List<String> keys = new ArrayList<>(CommonSettings.KEYS);
    keys.removeAll(CommonSettings.DEFAULTS.keys());
    return keys.toArray(new String[0]);
  }

  /**
   * The settings of a connection; the common defaults if anything is wrong, which has been
   * reported.
   *
   * @param own the connection's node
   * @param common the same, with the section {@code defaults} behind it
   */
  public static ConnectionSettings bind(
      String name, String type, TrackedNode own, CommonNode common, Notes notes) {
    ObjectReader in = own.object(OWN);
    Optional<Integer> id = in.optional("id", Binders.integer());
    in.check("id", id.orElse(null), Constraints.positive());
    in.optional("description", Binders.string());
    ConnectionSettings shared = common.settings();
    if (shared == null) {
      return ConnectionSettings.defaults(name, type);
    }
    ConnectionSettings settings =
        new ConnectionSettings(
            name,
            type,
            id.isPresent() ? OptionalInt.of(id.get()) : OptionalInt.empty(),
            shared.startup(),
            shared.critical(),
            shared.timeouts(),
            shared.bulkhead(),
            shared.resilience());
    SettingAdvice advice = new SettingAdvice(notes);
    advice.on(settings);
    Preset preset = common.preset();
    if (preset != null && preset == Preset.NONE) { // most connections need no preset loaded
      advice.onNone(settings);
    }
    return settings;
  }

  /** Those that connections share, without name and type; null if anything is wrong. */
  static @Nullable ConnectionSettings shared(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.DEFAULTS);
    Assumptions.preset(node);
    Boolean critical = in.bool("critical");
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
        "", "", OptionalInt.empty(), startup, critical, timeouts, bulkhead, resilience);
  }

  private static @Nullable Bulkhead bulkhead(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.BULKHEAD);
    OptionalInt maxConcurrent = in.optionalNumber("maxConcurrent");
    OptionalInt maxWaiting = in.optionalNumber("maxWaiting");
    Duration leakAfter = in.duration("leakAfter");
    return leakAfter != null && in.isComplete()
        ? new Bulkhead(maxConcurrent, maxWaiting, leakAfter)
        : null;
  }
}
