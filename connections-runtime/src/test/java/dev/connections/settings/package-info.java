@NullMarked
package dev.connections.settings;

import org.jspecify.annotations.NullMarked;
