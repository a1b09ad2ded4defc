package ledger.internal;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.SharedConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.LedgerConfiguration;
import ledger.LedgerConnection;

final class LedgerConnectionFactory
    implements ConnectionFactory<LedgerConnection, LedgerConfiguration> {

  @Override
  public LedgerConnection create(ConnectionContext<LedgerConfiguration> context) {
    return new SharedLedger(context);
  }

  private static final class SharedLedger extends SharedConnection<List<String>, LedgerConfiguration>
      implements LedgerConnection {

    SharedLedger(ConnectionContext<LedgerConfiguration> context) {
      super(context);
    }

    @Override
    protected List<String> openClient(EndpointContext<LedgerConfiguration> endpoint, Deadline deadline) {
      return new CopyOnWriteArrayList<>(List.of("This belongs to " + endpoint.configuration().owner()));
    }

    @Override
    protected ServerMetadata probeClient(List<String> client, Deadline deadline) {
      return new ServerMetadata("Ledger", null, null, null, Map.of());
    }

    @Override
    protected void closeClient(List<String> client) {
      client.clear();
    }
  }
}
