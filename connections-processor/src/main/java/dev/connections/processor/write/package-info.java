/** From the model to source files, one class a kind of file; the only place that knows JavaPoet. */
@NullMarked
package dev.connections.processor.write;

import org.jspecify.annotations.NullMarked;
