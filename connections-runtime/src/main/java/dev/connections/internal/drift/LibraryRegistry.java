package dev.connections.internal.drift;

/**
 * A library's registry that is there.
 *
 * @param name the canonical name of its class
 * @param generator the version of the processor that wrote it; empty if it does not say
 */
record LibraryRegistry(String name, String generator) {}
