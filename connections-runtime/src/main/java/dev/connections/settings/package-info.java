/**
 * Settings that most types of connection need, ready to be components of a type's configuration
 * record: {@link dev.connections.settings.TlsSettings}, {@link dev.connections.settings.HostPort},
 * {@link dev.connections.settings.Credentials} and {@link dev.connections.settings.ProxySettings}.
 */
@NullMarked
package dev.connections.settings;

import org.jspecify.annotations.NullMarked;
