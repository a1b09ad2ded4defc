/**
 * From documents, variables, properties and code to bound settings. Read in this order: {@link
 * dev.connections.internal.configuration.ConfigurationLoader} (the steps), {@code DocumentParser}
 * and {@code Overrides} (sources to trees with origins), {@code Layered} (which source wins),
 * {@code TrackedNode} (what binders see, and what they asked for), {@link
 * dev.connections.internal.configuration.LoadedConfiguration} (what a provider does with it).
 */
@NullMarked
package dev.connections.internal.configuration;

import org.jspecify.annotations.NullMarked;
