/**
 * From documents, variables, properties and code to bound settings: {@link
 * dev.connections.internal.configuration.ConfigurationLoader} has the steps, {@link
 * dev.connections.internal.configuration.LoadedConfiguration} is what a provider works with. Below
 * it, in the order in which they build on each other: {@code secret} (references and redaction),
 * {@code document} (trees with origins, and which one wins), {@code source} (what is read beside
 * documents), {@code node} (what binders see and asked for), {@code common} (the settings of every
 * connection).
 */
@NullMarked
package dev.connections.internal.configuration;

import org.jspecify.annotations.NullMarked;
