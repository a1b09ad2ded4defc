package dev.connections.sql.internal.connection;

/** What the configuration says of writes at an endpoint. */
enum Writes {
  /** The server decides. */
  ALLOWED,
  /** This endpoint must reject them; others of the connection take them. */
  REJECTED,
  /** All endpoints of the connection must reject them: nobody writes, so any server will do. */
  UNWANTED
}
