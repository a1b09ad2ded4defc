package shop;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 10, name = "Ledger", category = "Paper", description = "Written in ink")
final class LedgerConnectionType
    extends ConnectionTypeBase<
        NotebookConnection, NotebookConfiguration, NotebookConnectionFactory> {}
