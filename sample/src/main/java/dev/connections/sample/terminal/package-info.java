/** What the story is told with: headings, lines and tables, in colour where there is any. */
@NullMarked
package dev.connections.sample.terminal;

import org.jspecify.annotations.NullMarked;
