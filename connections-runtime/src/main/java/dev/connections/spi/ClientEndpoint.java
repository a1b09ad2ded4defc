package dev.connections.spi;

import dev.connections.Deadline;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.uses.DedicatedPool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An endpoint of a {@link ClientConnection}, with the client through which it is reached. */
final class ClientEndpoint<R, E> implements ClientConnection.Reached<R> {

  private final ClientConnection<?, R, E> owner;

  private final E known;
  private volatile @Nullable R opened;
  private volatile ProbeResult finding = ProbeResult.NOTHING;

  ClientEndpoint(ClientConnection<?, R, E> owner, E known) {
    this.owner = owner;
    this.known = known;
  }

  /** The client that is open; null if there is none. */
  @Nullable R opened() {
    return opened;
  }

  @Override
  public R client() {
    R current = opened;
    if (current == null) {
      throw new ConnectionClosedException(
          Diagnosis.of(owner.name(), "The client is closed")
              .phase(Phase.ACQUIRE)
              .nextStep("Do not use connections after their provider was closed")
              .build(),
          null);
    }
    return current;
  }

  @Override
  public ServerMetadata open(Deadline deadline) throws Exception {
    R client = owner.openClient(known, deadline);
    try {
      ServerMetadata server = found(client, owner.firstAnswer(client, deadline));
      opened = client;
      return server;
    } catch (Exception | Error failure) {
      Closing.suppressed(failure, () -> owner.closeClient(client));
      throw failure;
    }
  }

  private ServerMetadata found(R client, ServerMetadata answer) {
    finding = owner.finding(client, answer);
    return answer;
  }

  @Override
  public void probe(Deadline deadline) throws Exception {
    R client = client();
    ServerMetadata unused = found(client, owner.probeClient(client, deadline));
  }

  @Override
  public ProbeResult finding() {
    return finding;
  }

  @Override
  public boolean isWritable(Deadline deadline) throws Exception {
    return owner.isWritable(client(), deadline);
  }

  @Override
  public boolean tellsPosition() {
    return owner.tellsPosition(known);
  }

  @Override
  public long position(Deadline deadline) throws Exception {
    return owner.position(client(), deadline);
  }

  @Override
  public Set<String> addresses() throws Exception {
    return owner.addresses(known);
  }

  @Override
  public @Nullable PoolStatistics pool() {
    R current = opened;
    return current == null ? null : owner.pool(current);
  }

  @Override
  public String implementationPackage() {
    return owner.implementationPackage();
  }

  @Override
  public void abort() {
    R current = opened;
    if (current != null) {
      owner.abortClient(current);
    }
  }

  @Override
  public void close() throws Exception {
    R closing = opened;
    opened = null;
    if (closing != null) {
      owner.closeClient(closing);
    }
  }

  @Override
  public int capacity() {
    return owner.capacity(known);
  }

  @Override
  public List<DedicatedPool<?>> dedicated() {
    return owner.dedicated(known);
  }

  @Override
  public FailureClassifier failures() {
    return owner.failures(known);
  }
}
