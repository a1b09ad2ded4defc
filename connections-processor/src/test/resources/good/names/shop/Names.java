package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;

/** Members and accessors that are called like what the generated class uses. */
@ConnectionRegistry
@ConnectionSet
public interface Names extends AutoCloseable {
  int List = 1;

  class ConnectionKey {}

  class Override {}

  class ConnectionTypes {}

  class RuntimeException {}

  @ConnectionName("a")
  AcmeConnection Connections();

  @ConnectionName("b")
  AcmeConnection orders();

  @ConnectionName("c")
  AcmeConnection ORDERS();

  @ConnectionName("d")
  AcmeConnection KEYS();

  @SuppressWarnings("all") // ecj warns of the name
  @ConnectionName("e")
  AcmeConnection Names();

  @ConnectionName("f")
  AcmeConnection __();

  @java.lang.Override
  String toString();

  @java.lang.Override
  void close();
}
