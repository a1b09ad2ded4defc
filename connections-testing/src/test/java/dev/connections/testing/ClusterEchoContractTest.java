package dev.connections.testing;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** A peer with two ports, as a cluster has them: all of them fail together. */
class ClusterEchoContractTest extends SharedEchoContractTest {

  private static final Cluster CLUSTER =
      new Cluster(new EchoServer(SECRET), new EchoServer(SECRET));

  @AfterAll
  static void stopCluster() throws IOException {
    CLUSTER.stop();
  }

  @Override
  protected Peer peer() {
    return CLUSTER;
  }

  @Override
  protected String entry(List<Integer> ports) {
    return entry(ports.get(0)) + "otherPort: " + ports.get(1) + "\n";
  }

  private record Cluster(EchoServer one, EchoServer other) implements Peer {

    @Override
    public List<Integer> ports() {
      return List.of(one.port(), other.port());
    }

    @Override
    public void start() {
      one.start();
      other.start();
    }

    @Override
    public void stop() throws IOException {
      one.stop();
      other.stop();
    }
  }
}
