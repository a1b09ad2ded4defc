package stock;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
interface StockConnections {
  @ConnectionName("stock-db")
  AcmeConnection stock();
}
