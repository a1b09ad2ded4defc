package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that no one has used: all that its parts are made from when someone does. Thousands
 * of them may be configured, of which a process uses a few.
 *
 * @param shared what it shares with others
 * @param id unique in this process
 * @param type its type
 * @param contexts its configuration, endpoint by endpoint; at least one
 * @param endpoints what the type has made of that
 * @param factory makes more of them
 * @param opened run after each opening that succeeded
 * @param telemetry hears of all calls
 * @param at when it was made
 * @param atNanos the same by the monotonic clock
 * @param generation how often its configuration was replaced
 */
record NewConnection<S extends ConnectionConfiguration, E extends Endpoint>(
    ConnectionCoreFactory shared,
    String id,
    ConnectionTypeDescriptor<?, ?> type,
    List<EndpointContext<S>> contexts,
    List<E> endpoints,
    EndpointFactory<S, E> factory,
    Runnable opened,
    CallTelemetry telemetry,
    Instant at,
    long atNanos,
    int generation) {

  /** What a type makes of a configuration, endpoint by endpoint. */
  static <S extends ConnectionConfiguration, E extends Endpoint> List<E> endpoints(
      List<EndpointContext<S>> contexts, EndpointFactory<S, E> factory) {
    List<E> made = new ArrayList<>(contexts.size());
    for (EndpointContext<S> context : contexts) {
      made.add(factory.create(context));
    }
    return List.copyOf(made);
  }

  /** Whether these endpoints have the names of its own. */
  boolean hasEndpointsLike(List<EndpointContext<S>> others) {
    if (others.size() != contexts.size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (!others.get(i).name().equals(contexts.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same with another configuration.
   *
   * @throws RuntimeException if the type rejects it
   */
  NewConnection<S, E> following(List<EndpointContext<S>> next) {
    return new NewConnection<>(
        shared,
        id,
        type,
        next,
        endpoints(next, factory),
        factory,
        opened,
        telemetry,
        at,
        atNanos,
        generation + 1);
  }

  ConnectionSettings settings() {
    return contexts.get(0).settings();
  }

  String name() {
    return settings().name();
  }

  /** Where its events go; made once. */
  EventJournal journal() {
    return new EventJournal(name(), new ConnectionLock(), shared.time(), shared.events());
  }
}
