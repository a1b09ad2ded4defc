/**
 * Uses that live as long as their connection. Begin with {@link
 * dev.connections.internal.subscription.KeptSubscription}, which opens one again and again; {@link
 * dev.connections.internal.subscription.Subscriptions} are all of a connection.
 */
@NullMarked
package dev.connections.internal.subscription;

import org.jspecify.annotations.NullMarked;
