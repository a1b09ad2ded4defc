package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;

interface ShopConnections {
  @ConnectionName("shop-db")
  AcmeConnection shop();
}
