package dev.connections.internal.call;

import dev.connections.Operation;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A use of one endpoint under a permit: an attempt, or what a lease is held under. */
abstract class EndpointUse<E extends Endpoint> extends Holder {

  private final ManagedEndpoint<E> at;

  /** Written by the thread that takes the permit. */
  private @Nullable Client<E> client;

  EndpointUse(ManagedEndpoint<E> at, Operation operation, @Nullable Holder outer, long nowNanos) {
    super(operation, outer, nowNanos);
    this.at = at;
  }

  /** The endpoint that was chosen. */
  final ManagedEndpoint<E> at() {
    return at;
  }

  /** Which of a client's permits it needs. */
  Bulkhead permits(Client<E> client) {
    return client.bulkhead();
  }

  /** It has a permit of this client. */
  final void entered(Client<E> of) {
    client = of;
  }

  /** Gives the permit back, if there is one; any thread may, and again does nothing. */
  final void leave() {
    Client<E> left = client;
    if (left != null) {
      permits(left).leave(this);
    }
  }

  @Override
  public final String kind() {
    Client<E> working = client;
    return working == null ? "" : working.endpoint().implementationPackage();
  }

  /** What it works with: the client that the endpoint had when the permit was given. */
  final E used() {
    return Objects.requireNonNull(client, "known once the permit is given").endpoint();
  }
}
