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
  private @Nullable E used;

  EndpointUse(
      Object connection,
      ManagedEndpoint<E> at,
      Operation operation,
      @Nullable Holder outer,
      long nowNanos) {
    super(connection, operation, outer, nowNanos);
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
  final void admitted(Client<E> client) {
    used = client.endpoint();
  }

  @Override
  public final String kind() {
    E working = used;
    return working == null ? "" : working.implementationPackage();
  }

  /** What it works with: the client that the endpoint had when the permit was given. */
  final E used() {
    return Objects.requireNonNull(used, "known once the permit is given");
  }
}
