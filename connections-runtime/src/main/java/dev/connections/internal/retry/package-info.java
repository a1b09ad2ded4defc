/**
 * Whether and when a failed attempt is retried: pure rules, the retry budget and the backoff. Begin
 * with {@link dev.connections.internal.retry.RetryRule}.
 */
@NullMarked
package dev.connections.internal.retry;

import org.jspecify.annotations.NullMarked;
