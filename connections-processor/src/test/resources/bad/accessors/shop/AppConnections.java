package shop;

import acme.AcmeConnection;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;
import jakarta.inject.Named;

@ConnectionSet
public interface AppConnections {
  @ConnectionName("orders-db")
  AcmeConnection orders(String shard);

  AcmeConnection unnamed();

  @ConnectionName("")
  AcmeConnection blank();

  @Named("stock-db")
  AcmeConnection stock();

  @ConnectionName("twice-db")
  AcmeConnection once();

  @ConnectionName("twice-db")
  AcmeConnection again();

  @ConnectionName("text")
  String text();

  @ConnectionName("nothing")
  void nothing();

  @ConnectionName("open-db")
  ManagedConnection<String> typed();

  @ConnectionName("any-db")
  <T extends AcmeConnection> T generic();

  @ConnectionName("provider-db")
  AcmeConnection provider();

  default AcmeConnection main() {
    return once();
  }

  static AcmeConnection of(AppConnections connections) {
    return connections.once();
  }
}
