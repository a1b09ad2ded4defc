package dev.connections.sql.internal.dialect;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.spi.binding.Violations;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Checks what goes to a driver as it was written: nothing of it may be ignored. */
public final class DriverProperties {

  private DriverProperties() {}

  /**
   * Reports what must not be in the setting {@code driverProperties}.
   *
   * @param rejected names in lower case, with what to do instead
   */
  public static void check(
      Map<String, String> properties, Map<String, String> rejected, Violations violations) {
    for (String name : new TreeSet<>(properties.keySet())) {
      String instead = rejected.get(name.toLowerCase(Locale.ROOT));
      if (instead != null) {
        violations.at("driverProperties", "must not hold '" + name + "'; " + instead);
      }
    }
  }

  /**
   * Rejects what the driver would ignore. Not for records of settings, which exist without their
   * driver.
   *
   * @param unknown names in {@code url} and {@code driverProperties} that the driver does not know
   * @param known all that it knows, as it writes them
   * @throws ConnectionConfigurationException if there are any
   */
  public static void rejectUnknown(
      String connection, String driver, Collection<String> unknown, Collection<String> known) {
    if (!unknown.isEmpty()) {
      throw new ConnectionConfigurationException(
          Diagnosis.of(
                  connection,
                  driver
                      + " does not know, and would ignore, what url or driverProperties set: "
                      + String.join(", ", new TreeSet<>(unknown)))
              .phase(Phase.CONNECT)
              .nextStep(instead(new TreeSet<>(unknown), known))
              .build(),
          null);
    }
  }

  private static String instead(Collection<String> unknown, Collection<String> known) {
    List<String> steps = new ArrayList<>();
    boolean all = true;
    for (String each : unknown) {
      Optional<String> nearest = NearestName.of(each, known);
      all &= nearest.isPresent();
      nearest.ifPresent(
          name ->
              steps.add(
                  name.equalsIgnoreCase(each)
                      ? "Write " + name + "; case matters"
                      : "Did you mean " + name + "?"));
    }
    if (!all) {
      steps.add("Correct the names by the driver's documentation, or take them away");
    }
    return String.join(" ", steps);
  }

  /**
   * The names of all properties that a driver lists, as it writes them.
   *
   * @param url one that it recognizes
   */
  public static Set<String> known(Driver driver, String url) {
    Set<String> known = new TreeSet<>();
    try {
      for (DriverPropertyInfo each : driver.getPropertyInfo(url, new Properties())) {
        known.add(each.name);
      }
    } catch (SQLException impossible) {
      throw new IllegalStateException("The driver does not list its properties", impossible);
    }
    return known;
  }
}
