/** Counters of operations, and when an endpoint last answered. */
@NullMarked
package dev.connections.internal.activity;

import org.jspecify.annotations.NullMarked;
