package notes;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.SharedConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

public final class NotesConnectionFactory
    implements ConnectionFactory<NotesConnection, NotesConfiguration> {

  @Override
  public NotesConnection create(ConnectionContext<NotesConfiguration> context) {
    return new SharedNotes(context);
  }

  private static final class SharedNotes extends SharedConnection<List<String>, NotesConfiguration>
      implements NotesConnection {

    SharedNotes(ConnectionContext<NotesConfiguration> context) {
      super(context);
    }

    @Override
    protected List<String> openClient(EndpointContext<NotesConfiguration> endpoint, Deadline deadline) {
      return new CopyOnWriteArrayList<>(List.of("This belongs to " + endpoint.configuration().owner()));
    }

    @Override
    protected ServerMetadata probeClient(List<String> client, Deadline deadline) {
      return new ServerMetadata("Notes", null, null, null, Map.of());
    }

    @Override
    protected void closeClient(List<String> client) {
      client.clear();
    }
  }
}
