/** What the README shows. */
@NullMarked
package dev.connections.sample.readme;

import org.jspecify.annotations.NullMarked;
