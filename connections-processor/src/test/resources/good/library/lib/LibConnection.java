package lib;

import dev.connections.ManagedConnection;

public interface LibConnection<T> extends ManagedConnection<T> {}
