package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.annotations.grammar.NearestName;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connections of a provider by everything they can be asked for with, and says what is
 * wrong with a question that has no answer. Thread-safe; which connections there are never changes.
 */
final class ConnectionDirectory {

  private final Map<String, NamedConnection> byName = new LinkedHashMap<>();
  private volatile Map<Integer, NamedConnection> byId;
  private final List<String> names;

  /** A directory of these connections, whose names and ids are unique. */
  ConnectionDirectory(List<NamedConnection> connections) {
    for (NamedConnection connection : connections) {
      byName.put(connection.name(), connection);
    }
    this.names = List.copyOf(byName.keySet());
    this.byId = numbered(byName.values());
  }

  /** The connections may have other ids now. */
  void renumber() {
    byId = numbered(byName.values());
  }

  private static Map<Integer, NamedConnection> numbered(Collection<NamedConnection> connections) {
    Map<Integer, NamedConnection> numbered = new HashMap<>();
    for (NamedConnection connection : connections) {
      OptionalInt id = connection.plan().settings().id();
      if (id.isPresent()) {
        numbered.put(id.getAsInt(), connection);
      }
    }
    return numbered;
  }

  List<String> names() {
    return names;
  }

  /** All connections, in the order of the configuration. */
  Collection<NamedConnection> all() {
    return byName.values();
  }

  NamedConnection named(String name) {
    NamedConnection connection = byName.get(name);
    if (connection == null) {
      throw rejection(
          name,
          unknownName(name),
          "ask for what is configured; a name that was added to the configuration after the start"
              + " needs a restart");
    }
    return connection;
  }

  NamedConnection withId(int id) {
    NamedConnection connection = byId.get(id);
    if (connection == null) {
      throw rejection("id " + id, unknownId());
    }
    return connection;
  }

  /** The connection with this name, which was configured with exactly this type. */
  NamedConnection ofType(ConnectionTypeDescriptor<?, ?> type, String name) {
    NamedConnection connection = named(name);
    ConnectionTypeDescriptor<?, ?> configured = connection.plan().type().descriptor();
    if (configured != type) {
      throw rejection(
          name,
          configured.name().equals(type.name())
              ? "it is configured with another type named "
                  + type
                  + "; ask with the constant of the registry that the provider was opened with"
              : "it is configured with type " + configured + ", but was asked for as " + type);
    }
    return connection;
  }

  /**
   * The one connection with these settings.
   *
   * @param type the type it must have; null for any
   */
  NamedConnection configuredAs(
      @Nullable ConnectionTypeDescriptor<?, ?> type, ConnectionConfiguration configuration) {
    List<String> candidates = new ArrayList<>();
    List<NamedConnection> found = new ArrayList<>();
    for (NamedConnection connection : byName.values()) {
      if (type == null
          ? connection.plan().configuration().getClass() == configuration.getClass()
          : connection.plan().type().descriptor() == type) {
        candidates.add(connection.name());
        if (connection.plan().configuration().equals(configuration)) {
          found.add(connection);
        }
      }
    }
    String what = type == null ? configuration.getClass().getSimpleName() : "type " + type;
    if (found.isEmpty()) {
      throw rejection(
          what,
          candidates.isEmpty()
              ? "none is configured"
              : "no connection has these settings; configured with others: "
                  + String.join(", ", candidates));
    }
    if (found.size() > 1) {
      throw rejection(
          what,
          "these settings do not tell which connection is meant: "
              + String.join(", ", found.stream().map(NamedConnection::name).toList())
              + " have equal ones; ask by name");
    }
    return found.get(0);
  }

  /** The handle as an instance of a class. */
  <C> C as(Class<C> connectionClass, NamedConnection connection) {
    if (!connectionClass.isInstance(connection.handle())) {
      throw rejection(
          connection.name(), wrongClass(connection.plan().type().descriptor(), connectionClass));
    }
    return connectionClass.cast(connection.handle());
  }

  /** Checks that all keys can be had. */
  void require(Collection<? extends ConnectionKey<?>> keys) {
    Problems problems = new Problems();
    for (ConnectionKey<?> key : keys) {
      String wrong = whyNot(key.name(), key.connectionClass());
      if (wrong != null) {
        problems.add(key.name() + ": " + wrong);
      }
    }
    problems.throwIfAny(
        "required connections",
        "configure them, or ask for them as what they are configured to be");
  }

  /** Why a connection cannot be had as an instance of a class; null if it can. */
  @Nullable String whyNot(String name, Class<?> connectionClass) {
    NamedConnection connection = byName.get(name);
    if (connection == null) {
      return unknownName(name);
    }
    return connectionClass.isInstance(connection.handle())
        ? null
        : wrongClass(connection.plan().type().descriptor(), connectionClass);
  }

  private String unknownName(String name) {
    String nearest = NearestName.of(name, names).orElse(null);
    return "no connection of this name is configured ("
        + (names.isEmpty() ? "none is" : "configured: " + String.join(", ", names))
        + ")"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  /** What to say of a connection that is asked for as something it is not. */
  static String wrongClass(ConnectionTypeDescriptor<?, ?> configured, Class<?> asked) {
    return "it is configured with type "
        + configured
        + ", which gives a "
        + configured.connectionClass().getName()
        + ", but was asked for as a "
        + asked.getName();
  }

  private String unknownId() {
    StringJoiner ids = new StringJoiner(", ", "; configured: ", "").setEmptyValue("; none has one");
    for (NamedConnection connection : byName.values()) {
      connection
          .plan()
          .settings()
          .id()
          .ifPresent(id -> ids.add(id + " (" + connection.name() + ")"));
    }
    return "no connection with this id is configured" + ids;
  }

  private static ConnectionConfigurationException rejection(String subject, String problem) {
    return rejection(subject, problem, "ask for what is configured, or change the configuration");
  }

  private static ConnectionConfigurationException rejection(
      String subject, String problem, String nextStep) {
    return new ConnectionConfigurationException(
        Diagnosis.of(subject, problem).nextStep(nextStep).build(), null);
  }
}
