package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
abstract class ClassSet {
  @ConnectionName("orders-db")
  abstract AcmeConnection orders();
}

@ConnectionSet
interface GenericSet<T> {
  @ConnectionName("orders-db")
  AcmeConnection orders();
}

final class Outer {
  @ConnectionSet
  private interface PrivateSet {
    @ConnectionName("orders-db")
    AcmeConnection orders();
  }
}
