package dev.connections.traps;

import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import java.net.Socket;

/** A named pool of TCP connections. */
public interface LineConnection extends ManagedConnection<Leasing<Socket>>, Leasing<Socket> {}
