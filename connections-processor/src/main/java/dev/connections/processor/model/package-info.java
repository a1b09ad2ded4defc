/** What the processor knows: immutable records, free of compiler objects and of code writing. */
@NullMarked
package dev.connections.processor.model;

import org.jspecify.annotations.NullMarked;
