/**
 * The packaged artifacts in builds as users have them; each test edits, builds and looks at the
 * result.
 */
@NullMarked
package dev.connections.integration;

import org.jspecify.annotations.NullMarked;
