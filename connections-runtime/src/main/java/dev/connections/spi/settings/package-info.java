/**
 * The settings that every connection has, whatever its type. Begin with {@link
 * dev.connections.spi.settings.ConnectionSettings}.
 */
@NullMarked
package dev.connections.spi.settings;

import org.jspecify.annotations.NullMarked;
