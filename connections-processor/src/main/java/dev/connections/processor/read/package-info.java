/** From elements and annotation mirrors to the model; the only place that knows mirrors. */
@NullMarked
package dev.connections.processor.read;

import org.jspecify.annotations.NullMarked;
