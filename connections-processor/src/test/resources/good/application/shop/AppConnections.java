package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
public interface AppConnections {
  @ConnectionName("orders-db")
  AcmeConnection orders();

  @ConnectionName("stock-db")
  AcmeConnection stock();
}
