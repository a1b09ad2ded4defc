/**
 * What connection types extend. Begin with {@link dev.connections.spi.ConnectionTypeBase} and
 * {@link dev.connections.spi.ConnectionFactory}; then choose a base: {@link
 * dev.connections.spi.SharedConnection} if one thread-safe client serves everyone, {@link
 * dev.connections.spi.ClientConnection} if users are handed something else than that client, {@code
 * PooledConnection} of {@code connections-pooling} if a resource serves one user at a time. All
 * stand on {@link dev.connections.spi.ConnectionCore}; a type that fits none does so by itself,
 * through {@link dev.connections.spi.CoreConnection}.
 *
 * <p>{@link dev.connections.spi.binding.ConfigurationBinder}, {@link
 * dev.connections.spi.binding.ConfigurationNode} and {@link
 * dev.connections.spi.registry.ConnectionTypeSource} are what generated code is written against.
 */
@NullMarked
package dev.connections.spi;

import org.jspecify.annotations.NullMarked;
