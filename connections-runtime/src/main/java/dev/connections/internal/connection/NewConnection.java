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
    long atNanos) {

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
