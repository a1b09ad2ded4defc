package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;

@ConnectionRegistry
public final class Hidden {
  private interface HiddenConnection extends AcmeConnection {}

  @ConnectionSet
  interface Connections {
    @ConnectionName("orders-db")
    HiddenConnection orders();
  }

  private Hidden() {}
}
