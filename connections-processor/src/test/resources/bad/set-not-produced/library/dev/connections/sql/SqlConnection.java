package dev.connections.sql;

import dev.connections.ManagedConnection;

public interface SqlConnection extends ManagedConnection<Object> {}
