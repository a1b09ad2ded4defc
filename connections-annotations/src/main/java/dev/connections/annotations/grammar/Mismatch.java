package dev.connections.annotations.grammar;

import java.util.Optional;

/**
 * Why a text cannot be read. Immutable.
 *
 * @param problem what is wrong, such as {@code has no unit}
 * @param expected what is allowed
 * @param advice what to do, such as {@code write 30s}; empty where nothing better than what is
 *     expected can be said
 */
public record Mismatch(String problem, String expected, Optional<String> advice) {}
