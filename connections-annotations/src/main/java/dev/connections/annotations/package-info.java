/**
 * The annotations of Connections. Begin with {@link dev.connections.annotations.ConnectionType} (a
 * kind of external system), {@link dev.connections.annotations.ConnectionRegistry} (the kinds an
 * application or library knows) and {@link dev.connections.annotations.ConnectionSet} (the named
 * connections a service uses).
 *
 * <p>All have {@linkplain java.lang.annotation.RetentionPolicy#CLASS class retention}: compilers
 * see them in jars, nothing reads them at run time.
 */
package dev.connections.annotations;
