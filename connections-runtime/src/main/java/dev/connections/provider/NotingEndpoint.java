package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.PoolStatistics;
import dev.connections.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.ProbeFinding;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose openings are noted as they happen; events would tell only later.
 *
 * @param endpoint what does everything
 * @param opened run after each opening that succeeded
 */
record NotingEndpoint(Endpoint endpoint, Runnable opened) implements Endpoint {

  @Override
  public ServerMetadata open(Deadline deadline) throws Exception {
    ServerMetadata server = endpoint.open(deadline);
    opened.run();
    return server;
  }

  @Override
  public void probe(Deadline deadline) throws Exception {
    endpoint.probe(deadline);
  }

  @Override
  public void abort() {
    endpoint.abort();
  }

  @Override
  public void close() throws Exception {
    endpoint.close();
  }

  @Override
  public int capacity() {
    return endpoint.capacity();
  }

  @Override
  public FailureClassifier failures() {
    return endpoint.failures();
  }

  @Override
  public @Nullable PoolStatistics pool() {
    return endpoint.pool();
  }

  @Override
  public ProbeFinding finding() {
    return endpoint.finding();
  }
}
