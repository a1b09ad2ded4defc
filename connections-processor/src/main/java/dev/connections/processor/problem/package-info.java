/**
 * What users see: problems are data, collected through all phases and printed once, in the last
 * round. An error printed earlier makes javac drop generated sources, and other processors then add
 * errors about what they no longer find.
 */
@NullMarked
package dev.connections.processor.problem;

import org.jspecify.annotations.NullMarked;
