package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;

@ConnectionRegistry
@ConnectionSet
@Deprecated(forRemoval = true)
public interface OldConnections {
  @Deprecated(forRemoval = true)
  @ConnectionName("orders-db")
  AcmeConnection orders();
}
