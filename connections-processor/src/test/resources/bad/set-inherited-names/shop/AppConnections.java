package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
public interface AppConnections extends Orders, Stock {}

interface Orders {
  @ConnectionName("orders-db")
  AcmeConnection main();
}

interface Stock {
  @ConnectionName("stock-db")
  AcmeConnection main();
}
