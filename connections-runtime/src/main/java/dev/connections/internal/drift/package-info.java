/**
 * Finds the registries of libraries that class loaders reach, and compares them with those in use.
 */
@NullMarked
package dev.connections.internal.drift;

import org.jspecify.annotations.NullMarked;
