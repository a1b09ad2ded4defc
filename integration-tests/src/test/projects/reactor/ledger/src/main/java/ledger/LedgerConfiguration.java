package ledger;

import dev.connections.ConnectionConfiguration;

public record LedgerConfiguration(String owner) implements ConnectionConfiguration {}
