package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
public interface AppConnections extends Stock {
  @ConnectionName("orders-db")
  AcmeConnection orders();

  @ConnectionName("shard-db")
  AcmeConnection orders(int shard);

  @Override
  @ConnectionName("same-db")
  AcmeConnection same();
}

interface Stock {
  @ConnectionName("stock-db")
  AcmeConnection stock(int shard);

  @ConnectionName("another-db")
  AcmeConnection same();
}
