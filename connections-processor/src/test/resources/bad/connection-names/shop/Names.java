package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
public interface Names {
  @ConnectionName("Bad_Name")
  AcmeConnection underscore();

  @ConnectionName("ordersDb")
  AcmeConnection upper();

  @ConnectionName("orders.db")
  AcmeConnection dot();

  @ConnectionName("2nd-db")
  AcmeConnection digit();

  @ConnectionName(" orders-db")
  AcmeConnection space();

  @ConnectionName("-orders")
  AcmeConnection dash();

  @ConnectionName("defaults")
  AcmeConnection reserved();

  @ConnectionName("größe")
  AcmeConnection umlaut();

  @ConnectionName("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  AcmeConnection tooLong();

  @ConnectionName("42")
  AcmeConnection digitsOnly();

  @ConnectionName("stock-db")
  AcmeConnection right();

  @ConnectionName("stockdb")
  AcmeConnection alike();

  @ConnectionName("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")
  AcmeConnection longest();
}
