package dev.connections.monitoring;

/**
 * How many permits an endpoint should have, judged by how they were used; nothing changes by
 * itself. For a pooled connection that is the size of its pool. Immutable.
 *
 * @param size how many
 * @param reason what was seen, and what to look at before it is changed, in a sentence
 */
public record SizeAdvice(int size, String reason) {}
