/** Tests of rules by themselves. */
@NullMarked
package dev.connections.processor.check;

import org.jspecify.annotations.NullMarked;
