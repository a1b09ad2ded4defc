package shop;

import dev.connections.ManagedConnection;

public interface OtherConnection extends ManagedConnection<String> {}
