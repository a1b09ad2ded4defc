@NullMarked
package dev.connections.rest.internal.token;

import org.jspecify.annotations.NullMarked;
