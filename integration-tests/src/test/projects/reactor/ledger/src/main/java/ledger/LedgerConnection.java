package ledger;

import dev.connections.ManagedConnection;
import java.util.List;

public interface LedgerConnection extends ManagedConnection<List<String>> {}
