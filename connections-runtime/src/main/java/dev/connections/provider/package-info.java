/**
 * How a provider comes to be. Generated code calls {@link dev.connections.provider.Connections};
 * applications do so only where they register types at run time or write tests.
 */
@NullMarked
package dev.connections.provider;

import org.jspecify.annotations.NullMarked;
