/**
 * The annotation processors. {@link dev.connections.processor.ConnectionTypeProcessor} writes what
 * each connection type gets by itself; {@link
 * dev.connections.processor.ConnectionRegistryProcessor} takes that up and writes the registry.
 * Read one of them first (a round in one screen), then the packages {@code read} (elements to
 * records), {@code model} (the records), {@code check} (one class a rule), {@code write} (one class
 * a generated file) and {@code problem} (what users see).
 */
@NullMarked
package dev.connections.processor;

import org.jspecify.annotations.NullMarked;
