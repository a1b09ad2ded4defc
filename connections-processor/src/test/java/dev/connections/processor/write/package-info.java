/** Tests of the phase's parts by themselves. */
@NullMarked
package dev.connections.processor.write;

import org.jspecify.annotations.NullMarked;
