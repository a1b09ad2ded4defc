package dev.connections.rest;

import dev.connections.annotations.ConnectionRegistry;

/** Asks for {@code RestConnectionTypes}, which applications include in their own registry. */
@ConnectionRegistry(name = "RestConnectionTypes", library = true)
final class RestRegistry {

  private RestRegistry() {}
}
