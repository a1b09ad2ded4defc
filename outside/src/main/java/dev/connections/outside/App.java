package dev.connections.outside;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.rest.RestConnectionTypes;
import dev.connections.sql.SqlConnectionTypes;

/** The kinds of connection that the scenarios use. */
@ConnectionRegistry(include = {SqlConnectionTypes.class, RestConnectionTypes.class})
final class App {
  private App() {}
}
