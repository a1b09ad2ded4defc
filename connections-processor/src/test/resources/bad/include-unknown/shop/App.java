package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(
    include = {
      String.class,
      AcmeConnection.class
    })
final class App {}
