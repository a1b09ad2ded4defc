package dev.connections.provider;

import dev.connections.ManagedConnection;

/** A connection that the fake types do not make. */
public interface OtherFakeConnection extends ManagedConnection<Integer> {}
