/** Tests of the phase's parts by themselves. */
@NullMarked
package dev.connections.processor.read;

import org.jspecify.annotations.NullMarked;
