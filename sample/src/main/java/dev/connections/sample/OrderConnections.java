package dev.connections.sample;

import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;
import dev.connections.rest.RestConnection;
import dev.connections.sample.smtp.SmtpConnection;
import dev.connections.sql.SqlConnection;

/** The external systems of the order service, by name. */
@ConnectionSet
public interface OrderConnections {

  /** Where orders are kept. */
  @ConnectionName("orders-db")
  SqlConnection orders();

  /** What things cost. */
  @ConnectionName("catalog")
  RestConnection catalog();

  /** How customers hear of their orders. */
  @ConnectionName("mail")
  SmtpConnection mail();

  /** Who did what; opened by its first use. */
  @ConnectionName("audit")
  SqlConnection audit();
}
