@NullMarked
package dev.connections.internal.telemetry;

import org.jspecify.annotations.NullMarked;
