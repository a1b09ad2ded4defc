/**
 * Why a call failed. Begin with {@link dev.connections.failure.ConnectionException}: each of its
 * subclasses is one reason; {@link dev.connections.failure.Diagnosis} says what happened and what
 * to do next.
 */
@NullMarked
package dev.connections.failure;

import org.jspecify.annotations.NullMarked;
