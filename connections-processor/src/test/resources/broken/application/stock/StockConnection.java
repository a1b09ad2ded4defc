package stock;

import dev.connections.ManagedConnection;

public interface StockConnection extends ManagedConnection<Object> {}
