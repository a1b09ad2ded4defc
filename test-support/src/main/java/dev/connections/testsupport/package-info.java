/** What the tests of several modules share. */
@NullMarked
package dev.connections.testsupport;

import org.jspecify.annotations.NullMarked;
