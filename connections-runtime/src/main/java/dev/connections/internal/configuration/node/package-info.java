/** What binders see of the configuration, what they asked for, and what no one asked for. */
@NullMarked
package dev.connections.internal.configuration.node;

import org.jspecify.annotations.NullMarked;
