/** The rules, one class each: they look at the model and report problems. */
@NullMarked
package dev.connections.processor.check;

import org.jspecify.annotations.NullMarked;
