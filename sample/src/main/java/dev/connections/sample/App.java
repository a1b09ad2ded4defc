package dev.connections.sample;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.rest.RestConnectionTypes;
import dev.connections.sql.SqlConnectionTypes;

/** The kinds of external system this service knows: those of two libraries, and its own. */
@ConnectionRegistry(include = {SqlConnectionTypes.class, RestConnectionTypes.class})
final class App {
  private App() {}
}
