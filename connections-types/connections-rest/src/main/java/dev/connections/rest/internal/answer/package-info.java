/**
 * What becomes of an answer: a value, a stream, or a failure that says why; begin with {@link
 * dev.connections.rest.internal.answer.SuccessAnswers}.
 */
@NullMarked
package dev.connections.rest.internal.answer;

import org.jspecify.annotations.NullMarked;
