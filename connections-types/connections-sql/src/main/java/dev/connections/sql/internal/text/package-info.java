/** What the text of a statement tells, without parsing it: begin with {@code SqlTokens}. */
@NullMarked
package dev.connections.sql.internal.text;

import org.jspecify.annotations.NullMarked;
