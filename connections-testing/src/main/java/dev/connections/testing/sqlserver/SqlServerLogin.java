package dev.connections.testing.sqlserver;

/**
 * What a client says when it logs in; but not its password. Immutable.
 *
 * @param username the user
 * @param applicationName what it calls itself
 * @param database the database it asks for; empty for the user's own
 * @param readOnlyIntent whether it means to read only ({@code applicationIntent=ReadOnly})
 * @param encrypted whether the way to the server is encrypted
 * @param admitted whether user and password were right
 */
public record SqlServerLogin(
    String username,
    String applicationName,
    String database,
    boolean readOnlyIntent,
    boolean encrypted,
    boolean admitted) {}
