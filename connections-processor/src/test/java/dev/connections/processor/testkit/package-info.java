/** Compiles sources with the processor, on every compiler we promise. */
@NullMarked
package dev.connections.processor.testkit;

import org.jspecify.annotations.NullMarked;
