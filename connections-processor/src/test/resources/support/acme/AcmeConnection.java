package acme;

import dev.connections.ManagedConnection;

public interface AcmeConnection extends ManagedConnection<Object> {}
