@NullMarked
package dev.connections.internal.text;

import org.jspecify.annotations.NullMarked;
