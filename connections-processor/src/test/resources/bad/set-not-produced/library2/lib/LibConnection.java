package lib;

import dev.connections.ManagedConnection;

public interface LibConnection extends ManagedConnection<Object> {}
