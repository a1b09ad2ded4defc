/**
 * Judges the model: one class a rule, all listed in {@link TypeChecks} and {@link
 * CompilationChecks}.
 */
@NullMarked
package dev.connections.processor.check;

import org.jspecify.annotations.NullMarked;
