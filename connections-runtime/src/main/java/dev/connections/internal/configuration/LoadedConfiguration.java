package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.common.CommonDefaults;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.node.EffectiveSetting;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.spi.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe led to, ready to be bound. A provider goes these steps, by one thread:
 *
 * <pre>{@code
 * LoadedConfiguration loaded = ConfigurationLoader.load(recipe);
 * for (ConfiguredConnection connection : loaded.connections()) {
 *   ConnectionTypeDescriptor<?, ?> type = … connection.typeName() …;
 *   if (type == null) {
 *     connection.reportUnknownType(namesOfAllTypes);
 *   } else {
 *     for (ConfiguredEndpoint endpoint : connection.endpoints()) {
 *       Object settings = source.binder(type).bind(endpoint.node()); // null if wrong: reported
 *     }
 *   }
 * }
 * loaded.require(…); // what the application cannot do without
 * loaded.finish(); // throws everything that is wrong, so that no null is ever used
 * }</pre>
 *
 * <p>After {@link #finish()} it does not change any more, and may be shared.
 */
public final class LoadedConfiguration {

  private final String documents;
  private final @Nullable List<String> names;
  private final List<ConfiguredConnection> connections;
  private final CommonDefaults defaults;
  private final VariableNotes variables;
  private final Reading reading;

  /**
   * Ready to be bound.
   *
   * @param names all that are configured, also without a type; null if no one can tell, because a
   *     document is unreadable
   * @param defaults the section of defaults
   */
  LoadedConfiguration(
      String documents,
      @Nullable List<String> names,
      List<ConfiguredConnection> connections,
      CommonDefaults defaults,
      VariableNotes variables,
      Reading reading) {
    this.documents = documents;
    this.names = names;
    this.connections = List.copyOf(connections);
    this.defaults = defaults;
    this.variables = variables;
    this.reading = reading;
  }

  /** The connections in the order of the documents, without those that have no type. */
  public List<ConfiguredConnection> connections() {
    return connections;
  }

  /** How messages speak of the documents together. */
  public String documents() {
    return documents;
  }

  /** Reports a connection that the application cannot do without, unless its name is configured. */
  public void require(String name) {
    if (names == null || names.contains(name)) {
      return;
    }
    String nearest = NearestName.of(name, names).orElse(null);
    String hint =
        names.isEmpty() ? "none is configured" : "configured: " + String.join(", ", names);
    reading
        .violations()
        .add(
            new Violation(
                Origin.application(documents),
                "connections." + name,
                null,
                "is required by the application, but is not configured",
                null,
                nearest == null ? hint : "did you mean " + nearest + "? " + hint));
  }

  /**
   * Reports something about the class path that is to be told with everything else that is wrong.
   *
   * @param problem what is wrong, in one sentence without a full stop
   * @param hint what to do
   */
  public void reportClassPath(String problem, String hint) {
    reading.violations().add(new Violation(Origin.CLASS_PATH, "", null, problem, null, hint));
  }

  /** Removes the secrets of this configuration from texts. Thread-safe. */
  public Redactor redactor() {
    return reading.redactor();
  }

  /**
   * What is no mistake but should be known: variables of the platform that give settings, or look
   * as if they did, and former keys. They have been logged, unless the reading before had the same.
   * Complete after {@link #finish()}.
   */
  public List<String> notes() {
    return reading.notes().all();
  }

  /**
   * Ends the binding: keys and variables that no one asked for are wrong as well.
   *
   * @throws ConnectionConfigurationException with everything that is wrong, one line each, if
   *     anything is
   */
  public void finish() {
    for (ConfiguredConnection connection : connections) {
      connection.reportUnknownKeys();
    }
    for (ConfiguredConnection connection : connections) {
      connection.tellVariables(variables);
    }
    variables.tellShared(defaults);
    reading.notes().end();
    reading.violations().throwIfAny(documents);
  }

  /** Every setting that was asked for, defaults included, with its value and where it is from. */
  public List<EffectiveSetting> effective() {
    List<EffectiveSetting> effective = new ArrayList<>();
    connections.forEach(connection -> connection.collectEffective(effective));
    return List.copyOf(effective);
  }
}
