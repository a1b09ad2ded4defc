package lib;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry(name = "LibTypes", library = true)
public final class Library {
  public interface LedgerConnection extends ManagedConnection<Object> {}

  public record LedgerConfiguration(String url) implements ConnectionConfiguration {}

  public static final class LedgerFactory
      implements ConnectionFactory<LedgerConnection, LedgerConfiguration> {
    @Override
    public LedgerConnection create(ConnectionContext<LedgerConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}

@ConnectionType(id = 30, name = "Ledger", category = "Other")
final class LedgerType
    extends ConnectionTypeBase<
        Library.LedgerConnection, Library.LedgerConfiguration, Library.LedgerFactory> {}

@ConnectionType(id = 31, name = "Archive", category = "Other")
final class ArchiveType
    extends ConnectionTypeBase<
        Library.LedgerConnection, Library.LedgerConfiguration, Library.LedgerFactory> {}
