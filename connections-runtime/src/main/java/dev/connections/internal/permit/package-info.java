/**
 * How many uses an endpoint has at a time, who holds them, and who watches over their time. Begin
 * with {@link dev.connections.internal.permit.Bulkhead}.
 */
@NullMarked
package dev.connections.internal.permit;

import org.jspecify.annotations.NullMarked;
