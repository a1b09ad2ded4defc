/**
 * References to secrets and other texts, and keeping what they give out of everything that is
 * shown.
 */
@NullMarked
package dev.connections.internal.configuration.secret;

import org.jspecify.annotations.NullMarked;
