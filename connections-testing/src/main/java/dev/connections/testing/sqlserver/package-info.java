/**
 * A fake of SQL Server for tests: it speaks enough of the protocol TDS 7.4 for the real JDBC driver
 * to log in and to run statements, and answers them as the test says. Begin with {@link
 * dev.connections.testing.sqlserver.FakeSqlServer}.
 *
 * <p>It shows what the driver does, and what code above the driver does. It shows nothing of SQL
 * Server itself: what a statement does, and which error it gives, the test has decided.
 */
@NullMarked
package dev.connections.testing.sqlserver;

import org.jspecify.annotations.NullMarked;
