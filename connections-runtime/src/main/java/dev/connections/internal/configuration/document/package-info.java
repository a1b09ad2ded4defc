/** Documents become trees whose parts know where they were written; layers of trees; violations. */
@NullMarked
package dev.connections.internal.configuration.document;

import org.jspecify.annotations.NullMarked;
