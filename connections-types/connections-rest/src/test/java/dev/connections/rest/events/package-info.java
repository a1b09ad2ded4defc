@NullMarked
package dev.connections.rest.events;

import org.jspecify.annotations.NullMarked;
