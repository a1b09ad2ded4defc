package dev.connections.provider;

import dev.connections.spi.Redactor;
import java.util.List;

/**
 * A configuration in which nothing is wrong. Immutable.
 *
 * @param source how messages speak of it
 * @param connections in its order
 * @param redactor removes its secrets from texts
 */
record ConfigurationPlan(
    String source, List<ConnectionPlan<?, ?>> connections, Redactor redactor) {}
