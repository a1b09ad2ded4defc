package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.Redactor;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that share a clock, a watchdog and listeners. Thread-safe.
 *
 * @param time where time comes from
 * @param redactor removes secrets from all texts
 * @param events who is told what happens
 * @param watchdog cancels what takes too long
 * @param executor what asynchronous calls run on; null for threads of each connection's own
 */
public record ConnectionCoreFactory(
    TimeSource time,
    Redactor redactor,
    EventHub events,
    Watchdog watchdog,
    @Nullable Executor executor) {

  /**
   * The core of a connection that was never opened.
   *
   * @param connectionId unique in this process
   * @param type its type
   * @param endpoints its endpoints in the order of preference; at least one
   * @param factory makes the type's part of them; called at once, so that settings that contradict
   *     each other are found at once
   * @param opened run after each opening that succeeded
   * @param telemetry hears of all calls
   */
  public <S extends ConnectionConfiguration, E extends Endpoint> ManagedCore<S, E> create(
      String connectionId,
      ConnectionTypeDescriptor<?, ?> type,
      List<EndpointContext<S>> endpoints,
      EndpointFactory<S, E> factory,
      Runnable opened,
      CallTelemetry telemetry) {
    return new ManagedCore<>(
        new NewConnection<>(
            this,
            connectionId,
            type,
            endpoints,
            NewConnection.endpoints(endpoints, factory),
            factory,
            opened,
            telemetry,
            time.now(),
            time.nanoTime(),
            0));
  }
}
