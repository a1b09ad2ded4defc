/**
 * Uses of a client that are not calls: long-lived ones, such as a consumer or a listener ({@link
 * dev.connections.spi.uses.SubscriptionSource}), and dedicated resources next to a shared client
 * ({@link dev.connections.spi.uses.DedicatedPool}).
 */
@NullMarked
package dev.connections.spi.uses;

import org.jspecify.annotations.NullMarked;
