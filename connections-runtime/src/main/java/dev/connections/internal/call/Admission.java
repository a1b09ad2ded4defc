package dev.connections.internal.call;

import static dev.connections.internal.failure.AdmissionResult.Answer.ADMITTED;
import static dev.connections.internal.failure.AdmissionResult.Answer.CLIENT_REPLACED;
import static dev.connections.internal.failure.AdmissionResult.Answer.ENDPOINT_LEFT;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.circuit.Circuit;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.endpoint.Opener;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.failure.Failures;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.failure.TranslatedFailure.Evidence;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Holder;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way in to one endpoint: past the gate and the circuit, through opening if need be, to a
 * permit. Thread-safe.
 */
public final class Admission<E extends Endpoint> {

  private final TimeSource time;
  private final Failures failures;

  public Admission(TimeSource time, Failures failures) {
    this.time = time;
    this.failures = failures;
  }

  RejectionFactory rejections() {
    return failures.rejections();
  }

  /**
   * Takes a permit of an open endpoint and its circuit's permission, if both can be had without
   * waiting; false, with nothing taken, if not: then {@link #admit} finds out what to do.
   */
  boolean admitAtOnce(EndpointUse<E> holder, long now) {
    ManagedEndpoint<E> endpoint = holder.at();
    Circuit circuit = endpoint.circuit();
    if (endpoint.machine().state() != LifecycleState.CONNECTED
        || endpoint.writes().problem() != null
        || circuit.rejects(now)) {
      return false;
    }
    Client<E> client = endpoint.client();
    Bulkhead permits = client.bulkhead();
    if (!permits.enterAtOnce(holder)) {
      return false;
    }
    holder.entered(client);
    // Looked at again, as in admit.
    if (endpoint.machine().state() == LifecycleState.CONNECTED
        && endpoint.client() == client
        && isPermitted(holder, circuit, now)) {
      return true;
    }
    holder.leave();
    return false;
  }

  /**
   * Takes a permit of an endpoint, and its circuit's permission. The circuit is looked at first,
   * because an open one must reject before anyone waits.
   *
   * @param now a moment that the caller has just read off the clock
   * @return never that the client was replaced, since the next one is asked then
   */
  AdmissionResult admit(
      EndpointUse<E> holder, Deadline deadline, Duration acquireTimeout, long now) {
    ManagedEndpoint<E> endpoint = holder.at();
    while (true) {
      if (holder.isCallCanceled()) {
        return rejections().canceled();
      }
      Client<E> client = endpoint.client();
      AdmissionResult result = pass(holder, endpoint, client, deadline, now);
      if (result == ADMITTED) {
        result = enter(holder, endpoint, client, deadline, acquireTimeout);
      }
      if (result != ADMITTED) {
        holder.circuitReleased();
        if (result == CLIENT_REPLACED) {
          continue;
        }
        return result;
      }
      // Looked at again, now that the permit shows that the client is in use: what is in use is not
      // replaced, and draining waits for it.
      if (endpoint.machine().state() != LifecycleState.CONNECTED || endpoint.client() != client) {
        holder.circuitReleased();
        holder.leave();
        continue;
      }
      if (!holder.isPermitted() && !isPermitted(holder, endpoint.circuit(), now)) {
        holder.leave();
        return circuitOpen(endpoint, holder.operation());
      }
      return ADMITTED;
    }
  }

  private AdmissionResult closed(ManagedEndpoint<E> endpoint, @Nullable Operation operation) {
    return endpoint.isRemoved() ? ENDPOINT_LEFT : rejections().closed(endpoint, operation);
  }

  private AdmissionResult pass(
      Holder holder, ManagedEndpoint<E> endpoint, Client<E> client, Deadline deadline, long now) {
    if (endpoint.circuit().rejects(now)) {
      return endpoint.machine().isClosing()
          ? closed(endpoint, holder.operation())
          : circuitOpen(endpoint, holder.operation());
    }
    return switch (endpoint.machine().state()) {
      case CONNECTED -> ADMITTED;
      case DRAINING, CLOSED -> closed(endpoint, holder.operation());
      default -> {
        // Opening counts as part of the attempt, so it needs the circuit's permission.
        if (!isPermitted(holder, endpoint.circuit(), now)) {
          yield circuitOpen(endpoint, holder.operation());
        }
        holder.waits();
        AdmissionResult result =
            open(endpoint, client, holder.operation(), deadline, holder::isCallCanceled);
        if (holder.isCallCanceled()) {
          yield rejections().canceled();
        }
        if (result instanceof TranslatedFailure failure && failure.evidence() == Evidence.FAULT) {
          holder.circuitFailed(time.nanoTime() - now);
        }
        yield result;
      }
    };
  }

  /** Asks a circuit, and keeps its permission with the holder; false if it rejects. */
  private static boolean isPermitted(Holder holder, Circuit circuit, long now) {
    long ticket = circuit.acquire(now);
    if (ticket == Circuit.REJECTED) {
      return false;
    }
    holder.permitted(circuit, ticket);
    return true;
  }

  private TranslatedFailure circuitOpen(ManagedEndpoint<E> endpoint, Operation operation) {
    return rejections()
        .circuitOpen(endpoint, operation, endpoint.circuit().retryAfter(time.nanoTime()));
  }

  /**
   * Waits until an endpoint is open, and opens it if no one else does; no operation needs it yet.
   *
   * @return never that the client was replaced, since the next one is asked then
   */
  AdmissionResult connect(ManagedEndpoint<E> endpoint, Deadline deadline) {
    while (true) {
      switch (endpoint.machine().state()) {
        case CONNECTED -> {
          return ADMITTED;
        }
        case DRAINING, CLOSED -> {
          return closed(endpoint, null);
        }
        default -> {
          if (endpoint.circuit().isIsolated()) {
            return rejections()
                .circuitOpen(endpoint, null, endpoint.circuit().retryAfter(time.nanoTime()));
          }
          AdmissionResult result = open(endpoint, endpoint.client(), null, deadline, () -> false);
          // What was opened may be broken again, which the next look shows.
          if (result != ADMITTED && result != CLIENT_REPLACED) {
            return result;
          }
        }
      }
    }
  }

  private AdmissionResult open(
      ManagedEndpoint<E> endpoint,
      Client<E> client,
      @Nullable Operation operation,
      Deadline deadline,
      BooleanSupplier canceled) {
    if (endpoint.machine().state() == LifecycleState.BROKEN
        && endpoint.supervisor().isLoginPaused()) {
      return rejections().loginsPaused(endpoint, operation);
    }
    Opener.Result result;
    try {
      result = client.opener().open(deadline, canceled);
    } catch (InterruptedException interrupt) {
      return rejections().interrupted(endpoint, operation, Phase.CONNECT, interrupt);
    }
    return switch (result.ending()) {
      case OPEN ->
          deadline.isExpired()
              ? failures.opening().notOpenedInTime(endpoint, operation, deadline)
              : ADMITTED;
      case CLOSED -> closed(endpoint, operation);
      case RETIRED -> CLIENT_REPLACED;
      case TIMED_OUT ->
          result.failure() instanceof Exception known && deadline.isExpired()
              ? failures
                  .opening()
                  .notOpened(known, endpoint, client.endpoint().failures(), operation)
              : failures.opening().notOpenedInTime(endpoint, operation, deadline);
      case FAILED -> {
        Throwable failure = Objects.requireNonNull(result.failure());
        if (failure instanceof Error error) {
          throw error;
        }
        yield failures
            .opening()
            .notOpened(failure, endpoint, client.endpoint().failures(), operation);
      }
    };
  }

  private AdmissionResult enter(
      EndpointUse<E> holder,
      ManagedEndpoint<E> endpoint,
      Client<E> client,
      Deadline deadline,
      Duration acquireTimeout) {
    Bulkhead permits = holder.permits(client);
    Operation operation = holder.operation();
    try {
      return switch (permits.enter(holder, deadline, acquireTimeout)) {
        case ENTERED -> {
          holder.entered(client);
          yield ADMITTED;
        }
        case ENTERED_LATE -> {
          holder.entered(client);
          holder.waits();
          yield ADMITTED;
        }
        case FULL -> rejections().full(endpoint, operation, permits);
        case CLOSED -> endpoint.client() == client ? closed(endpoint, operation) : CLIENT_REPLACED;
        case TIMED_OUT ->
            holder.isCallCanceled()
                ? rejections().canceled()
                : notAcquired(holder, endpoint, deadline, permits);
      };
    } catch (InterruptedException interrupt) {
      return rejections().interrupted(endpoint, operation, Phase.ACQUIRE, interrupt);
    }
  }

  private TranslatedFailure notAcquired(
      Holder late, ManagedEndpoint<E> endpoint, Deadline deadline, Bulkhead permits) {
    return rejections()
        .notAcquired(
            endpoint,
            late.operation(),
            deadline.isExpired() ? deadline : null,
            permits.exhaustion(late));
  }
}
