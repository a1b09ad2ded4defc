package dev.connections.internal.call;

import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.Phase;
import dev.connections.internal.dedicated.DedicatedResources;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedWork;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A dedicated resource and the permit under which it is held. Thread-safe. */
public final class DedicatedUse<D> implements DedicatedLease<D> {

  private final String connection;
  private final AdmittedPermit<?> permit;
  private final DedicatedResources from;
  private final long generation;
  private final D resource;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private volatile boolean broken;

  private DedicatedUse(
      String connection,
      AdmittedPermit<?> permit,
      DedicatedResources from,
      long generation,
      D resource) {
    this.connection = connection;
    this.permit = permit;
    this.from = from;
    this.generation = generation;
    this.resource = resource;
  }

  /** Takes a resource for a permit, which is given back if there is none. */
  public static <D> DedicatedUse<D> take(
      String connection, AdmittedPermit<?> permit, Class<D> type) {
    DedicatedResources from = permit.dedicated();
    long generation = permit.at().machine().current().generation();
    try {
      Object taken = permit.acquire(() -> from.take(generation, permit.deadline()), from::discard);
      DedicatedUse<D> use =
          new DedicatedUse<>(connection, permit, from, generation, type.cast(taken));
      permit.onCancel(use::abort);
      return use;
    } catch (Exception failure) {
      RuntimeException seen = permit.failed(failure, Phase.CONNECT);
      permit.close();
      throw seen;
    }
  }

  /** Does something with it by the permit's deadline, and gives it back. */
  public <T extends @Nullable Object> T run(DedicatedWork<? super D, T> work) {
    try {
      Object[] value = {null};
      permit.acquire(
          () -> {
            value[0] = work.run(resource, permit.deadline());
            return this;
          },
          late -> broken = true);
      @SuppressWarnings("unchecked") // it is what the work gave
      T result = (T) value[0];
      return result;
    } catch (Exception failure) {
      throw failed(failure, Phase.RECEIVE);
    } finally {
      close();
    }
  }

  @Override
  public D resource() {
    permit.usedHere();
    if (open.get()) {
      return resource;
    }
    throw ConnectionClosedException.ofLease(connection, permit.operation().name(), "a resource");
  }

  @Override
  public RuntimeException failed(Exception failure, Phase phase) {
    broken = true;
    return permit.failed(failure, phase);
  }

  @Override
  public void discard() {
    broken = true;
    close();
  }

  private void abort() {
    broken = true;
    from.abort(resource);
  }

  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    try {
      if (broken) {
        from.discard(resource);
      } else {
        from.giveBack(resource, generation);
      }
    } finally {
      permit.close();
    }
  }
}
