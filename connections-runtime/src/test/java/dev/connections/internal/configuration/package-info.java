@NullMarked
package dev.connections.internal.configuration;

import org.jspecify.annotations.NullMarked;
