package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client that is to take the place of another one. Used by one thread. */
final class ReplacementClient<S extends ConnectionConfiguration, E extends Endpoint> {

  private final EndpointContext<S> context;
  private final ManagedEndpoint<E> endpoint;
  private final Client<E> client;
  private final @Nullable Client<E> former;
  private final @Nullable TimeSource time;
  private @Nullable ServerMetadata server;
  private Duration took = Duration.ZERO;
  private boolean renewed;

  private ReplacementClient(
      EndpointContext<S> context,
      ManagedEndpoint<E> endpoint,
      Client<E> client,
      @Nullable Client<E> former,
      @Nullable TimeSource time) {
    this.context = context;
    this.endpoint = endpoint;
    this.client = client;
    this.former = former;
    this.time = time;
  }

  /** The first client of an endpoint that was not there before; its first use opens it. */
  static <S extends ConnectionConfiguration, E extends Endpoint> ReplacementClient<S, E> added(
      EndpointContext<S> context, ManagedEndpoint<E> endpoint) {
    return new ReplacementClient<>(context, endpoint, endpoint.client(), null, null);
  }

  /** The next client of an endpoint. */
  static <S extends ConnectionConfiguration, E extends Endpoint> ReplacementClient<S, E> of(
      EndpointContext<S> context, ManagedEndpoint<E> endpoint, E made, TimeSource time) {
    return new ReplacementClient<>(
        context, endpoint, endpoint.client(made, context.settings()), endpoint.client(), time);
  }

  ManagedEndpoint<E> endpoint() {
    return endpoint;
  }

  Client<E> client() {
    return client;
  }

  /** What it replaces; null if there was nothing. */
  @Nullable Client<E> former() {
    return former;
  }

  /** Opens it, if what it is to replace is open. */
  void open() throws Exception {
    if (time != null && server == null && endpoint.machine().state() == LifecycleState.CONNECTED) {
      long begun = time.nanoTime();
      server = client.opener().openAside();
      took = Duration.ofNanos(time.nanoTime() - begun);
    }
  }

  /** The endpoint is used through it from now on. Called with the connection's lock. */
  void takeOver() {
    if (former != null) {
      endpoint.use(client, context.settings());
      renewed = server != null && endpoint.machine().renewed(server, took);
    }
  }

  /** The endpoint reacts to it, once it has taken over. */
  void tell() {
    endpoint.reactions().clientReplaced(renewed ? took : null);
  }
}
