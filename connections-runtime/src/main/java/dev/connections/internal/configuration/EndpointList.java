package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.common.CommonSettingsBinder;
import dev.connections.internal.configuration.document.ConnectionNames;
import dev.connections.internal.configuration.document.ElementNames;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the endpoints of a connection: a list in which each element has the settings in which it
 * differs from the connection. The element's {@code name} is the endpoint's; a setting of this name
 * that the type has itself is the same for all endpoints.
 */
final class EndpointList {

  static final String KEY = "endpoints";

  /** What the endpoint of a connection without the list is called. */
  private static final String ONLY = "primary";

  private static final String NAME = "name";
  private static final int MOST = CommonSettings.MOST_ENDPOINTS;
  private static final Pattern VALID = Pattern.compile(ConnectionNames.PATTERN);

  private final TrackedNode own;
  private final Reading reading;
  private final Map<String, String> paths = new HashMap<>();

  private EndpointList(TrackedNode own, Reading reading) {
    this.own = own;
    this.reading = reading;
  }

  /**
   * The endpoints; those that are wrong are reported and left out.
   *
   * @param own the connection's node
   * @param kind the same, for the settings of its type
   */
  static List<ConfiguredEndpoint> of(TrackedNode own, TrackedNode kind, Reading reading) {
    TrackedNode list = own.listChild(KEY);
    return list.kind() == Kind.MISSING
        ? List.of(new ConfiguredEndpoint(ONLY, kind))
        : new EndpointList(own, reading).read(list);
  }

  private List<ConfiguredEndpoint> read(TrackedNode list) {
    List<TrackedNode> elements = list.elementNodes();
    if (elements.isEmpty() || elements.size() > MOST) {
      list.violation(
          list.kind() == Kind.LIST && elements.isEmpty()
              ? "is empty"
              : elements.isEmpty() ? "is no list" : "has " + elements.size() + " elements",
          "1 to " + MOST + " endpoints, each with the settings in which it differs",
          elements.isEmpty() ? "leave it out if there is one endpoint only" : null);
      return List.of();
    }
    List<ConfiguredEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      ConfiguredEndpoint endpoint = endpoint(elements.get(i), i);
      if (endpoint != null) {
        endpoints.add(endpoint);
      }
    }
    return endpoints;
  }

  private @Nullable ConfiguredEndpoint endpoint(TrackedNode element, int index) {
    if (element.kind() != Kind.MAPPING) {
      element.violation(
          "is no group of settings", "name, and the settings in which the endpoint differs", null);
      return null;
    }
    // Which of the rest are right is for the type to say.
    element.keys();
    for (String key : CommonSettingsBinder.KEYS) {
      if (element.said().written(key) != null) {
        element
            .child(key)
            .violation(
                "is a setting of the whole connection, not of an endpoint",
                null,
                "write it next to " + KEY);
      }
    }
    String name = name(element, index);
    TrackedNode kind =
        new TrackedNode(
            element.path(),
            element.said().without(NAME).orElse(own.said()),
            element.origin(),
            CommonSettingsBinder.KEYS,
            reading);
    return name == null ? null : new ConfiguredEndpoint(name, kind);
  }

  private @Nullable String name(TrackedNode element, int index) {
    TrackedNode node = element.child(NAME);
    String name = Binders.string().bind(node.orDefault(ElementNames.ofElement(index)));
    if (name == null) {
      return null;
    }
    if (!VALID.matcher(name).matches()) {
      node.violation("is not an endpoint's name", ConnectionNames.RULE, null);
      return null;
    }
    String first = paths.putIfAbsent(SettingKeys.normalized(name), element.path());
    if (first != null) {
      node.violation("is the name of another endpoint already", "another name", "see " + first);
      return null;
    }
    return name;
  }
}
