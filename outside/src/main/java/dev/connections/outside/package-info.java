/**
 * Libraries that nobody here wrote, each doing what it is for, on {@code client()} of ours and on
 * what they are used to. {@link dev.connections.outside.OutsideSuite} runs them and writes the
 * page.
 */
@NullMarked
package dev.connections.outside;

import org.jspecify.annotations.NullMarked;
