package ledger.internal;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import ledger.LedgerConfiguration;
import ledger.LedgerConnection;

@ConnectionType(id = 1000, name = "Ledger", category = "Paper")
final class LedgerConnectionType
    extends ConnectionTypeBase<LedgerConnection, LedgerConfiguration, LedgerConnectionFactory> {}
