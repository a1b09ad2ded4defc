package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;

@ConnectionRegistry
@ConnectionSet
public sealed interface Sealed permits Other {
  @ConnectionName("orders-db")
  AcmeConnection orders();
}

non-sealed interface Other extends Sealed {}
