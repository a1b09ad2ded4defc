package dev.connections;

/**
 * The settings of one kind of connection: a public record whose components are the settings. The
 * processor generates its binder.
 *
 * <p>Settings that all kinds have in common ({@code startup}, {@code critical}, {@code timeouts} …)
 * stand beside them in the file and are not part of the record.
 */
public interface ConnectionConfiguration {}
