package two;

import dev.connections.ManagedConnection;

public interface TwoConnection extends ManagedConnection<Object> {}
