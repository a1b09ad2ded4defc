package dev.connections.internal.endpoint;

import dev.connections.internal.circuit.Circuit;
import dev.connections.spi.Endpoint;

/** An endpoint, as the parts that look after it see it: with the client of the moment. */
interface PresentEndpoint {

  String name();

  Client<?> client();

  Circuit circuit();

  /** Opens it if it is not open, and waits for as long as that may take. */
  void reopen() throws InterruptedException;

  /** A client was opened, and is not in use yet. */
  void opened(Endpoint fresh);
}
