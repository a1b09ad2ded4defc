/**
 * What generated binders are written against: a {@link
 * dev.connections.spi.binding.ConfigurationNode} of a configuration file becomes a record by a
 * {@link dev.connections.spi.binding.ConfigurationBinder}.
 */
@NullMarked
package dev.connections.spi.binding;

import org.jspecify.annotations.NullMarked;
