package ledger;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "LedgerTypes", library = true)
final class LedgerLibrary {}
