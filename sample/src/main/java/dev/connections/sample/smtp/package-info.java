/** A connection type of the service's own: SMTP, one conversation at a time, from a pool. */
@NullMarked
package dev.connections.sample.smtp;

import org.jspecify.annotations.NullMarked;
