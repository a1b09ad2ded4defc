package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
interface ShopConnections {
  @ConnectionName("shop-db")
  AcmeConnection shop();
}
