package shop;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.SharedConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

final class NotebookConnectionFactory
    implements ConnectionFactory<NotebookConnection, NotebookConfiguration> {

  @Override
  public NotebookConnection create(ConnectionContext<NotebookConfiguration> context) {
    return new SharedNotebook(context);
  }

  private static final class SharedNotebook extends SharedConnection<List<String>, NotebookConfiguration>
      implements NotebookConnection {

    SharedNotebook(ConnectionContext<NotebookConfiguration> context) {
      super(context);
    }

    @Override
    protected List<String> openClient(EndpointContext<NotebookConfiguration> endpoint, Deadline deadline) {
      return new CopyOnWriteArrayList<>(List.of("This belongs to " + endpoint.configuration().owner()));
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
