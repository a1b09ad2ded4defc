/**
 * What generated registries are written against: lookups by id, name and group, and the check that
 * a library registry is the one that an application was compiled with.
 */
@NullMarked
package dev.connections.spi.registry;

import org.jspecify.annotations.NullMarked;
