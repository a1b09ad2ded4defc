package dev.connections.sql;

import dev.connections.annotations.ConnectionRegistry;

/** Asks for the registry that applications include. */
@ConnectionRegistry(name = "SqlConnectionTypes", library = true)
final class SqlRegistry {

  private SqlRegistry() {}
}
