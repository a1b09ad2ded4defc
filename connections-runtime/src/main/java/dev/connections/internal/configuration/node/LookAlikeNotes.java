package dev.connections.internal.configuration.node;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.source.LookAlikes;
import dev.connections.internal.configuration.source.Overrides;
import dev.connections.internal.configuration.source.PlatformVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns of variables and system properties that look like settings but are not written as ours are,
 * and says how they would be. What resembles no setting is left alone. Never says a value.
 */
public final class LookAlikeNotes {

  private final LookAlikes lookAlikes;
  private final Reading reading;

  public LookAlikeNotes(LookAlikes lookAlikes, Reading reading) {
    this.lookAlikes = lookAlikes;
    this.reading = reading;
  }

  /** Whether there is nothing to tell, whatever the connection. */
  public boolean isEmpty() {
    return lookAlikes.isEmpty();
  }

  /** Tells of those of a connection, of which these settings are known. */
  public void tell(String connection, Set<String> settings) {
    tell("Connection '" + connection + "'", connection, settings);
  }

  /** Tells of those of the section of defaults, of which these settings are known. */
  public void tellDefaults(Set<String> settings) {
    tell("The section defaults", LookAlikes.DEFAULTS, settings);
  }

  /** Tells of those that choose no profile. */
  public void tellProfiles() {
    for (Map.Entry<String, String> each : lookAlikes.profiles().entrySet()) {
      reading
          .notes()
          .warn(
              "The "
                  + each.getKey()
                  + " is ignored: to choose a profile, call it "
                  + each.getValue());
    }
  }

  private void tell(String subject, String section, Set<String> settings) {
    List<String> ignored = new ArrayList<>();
    for (Map.Entry<String, String> each : lookAlikes.variables(section).entrySet()) {
      String name = each.getKey();
      String path = reading.texts().hasRead(name) ? null : meant(each.getValue(), settings);
      if (path != null) {
        ignored.add(advice(Origin.variable(name), path, variable(section, path)));
      }
    }
    for (Map.Entry<String, String> each : lookAlikes.properties(section).entrySet()) {
      String path = meant(each.getValue(), settings);
      if (path != null) {
        String right = Overrides.PROPERTY_PREFIX + section + "." + path;
        ignored.add(advice(Origin.property(each.getKey()), path, right));
      }
    }
    if (!ignored.isEmpty()) {
      reading
          .notes()
          .warn(subject + " ignores what looks like settings. " + String.join("; ", ignored));
    }
  }

  private static String advice(Origin written, String path, String right) {
    return written.source() + ": to set " + path + ", call it " + right;
  }

  /** The variable that sets a setting. */
  public static String variable(String section, String path) {
    return Overrides.VARIABLE_PREFIX
        + PlatformVariables.prefix(section)
        + "_"
        + path.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replace(".", "__")
            .replace('-', '_')
            .toUpperCase(Locale.ROOT);
  }

  /** The setting that is meant, written exactly, or as elsewhere, or with a slip; null if none. */
  private static @Nullable String meant(String rest, Set<String> settings) {
    String sought = SettingKeys.normalized(rest);
    for (String path : settings) {
      if (SettingKeys.normalized(path).equals(sought)) {
        return path;
      }
    }
    String elsewhere = SettingsElsewhere.setting(rest, settings);
    return elsewhere == null ? NearestName.of(rest, settings).orElse(null) : elsewhere;
  }
}
