package shop;

import acme.AcmeConnection;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;
import dev.connections.sql.SqlConnection;
import lib.LibConnection;

@ConnectionSet
public interface AppConnections {
  @ConnectionName("made")
  AcmeConnection made();

  @ConnectionName("offered")
  SqlConnection offered();

  @ConnectionName("excluded")
  LibConnection excluded();

  @ConnectionName("unknown")
  NobodysConnection unknown();

  interface NobodysConnection extends ManagedConnection<Object> {}
}
