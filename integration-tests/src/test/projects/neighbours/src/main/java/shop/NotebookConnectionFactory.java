package shop;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.SharedConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import lombok.RequiredArgsConstructor;

@RequiredArgsConstructor
final class NotebookConnectionFactory
    implements ConnectionFactory<NotebookConnection, NotebookConfiguration> {

  private final Clock clock;

  @Override
  public NotebookConnection create(ConnectionContext<NotebookConfiguration> context) {
    return new SharedNotebook(context, clock);
  }

  private static final class SharedNotebook extends SharedConnection<List<String>, NotebookConfiguration>
      implements NotebookConnection {
    private final Clock clock;

    SharedNotebook(ConnectionContext<NotebookConfiguration> context, Clock clock) {
      super(context);
      this.clock = clock;
    }

    @Override
    protected List<String> openClient(EndpointContext<NotebookConfiguration> endpoint, Deadline deadline) {
      return new CopyOnWriteArrayList<>(List.of(endpoint.configuration().owner() + ", " + clock.instant()));
    }

    @Override
    protected ServerMetadata probeClient(List<String> client, Deadline deadline) {
      return new ServerMetadata("Notebook", null, null, null, Map.of());
    }

    @Override
    protected void closeClient(List<String> client) {
      client.clear();
    }
  }
}
