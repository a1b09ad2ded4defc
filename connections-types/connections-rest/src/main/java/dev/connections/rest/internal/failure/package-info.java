/**
 * How answers and failures of OkHttp become classifications; begin with {@link
 * dev.connections.rest.internal.failure.RestFailures}.
 */
@NullMarked
package dev.connections.rest.internal.failure;

import org.jspecify.annotations.NullMarked;
