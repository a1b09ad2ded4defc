/** Judges the model: one class a rule, all listed in {@code Checks}. */
@NullMarked
package dev.connections.processor.check;

import org.jspecify.annotations.NullMarked;
