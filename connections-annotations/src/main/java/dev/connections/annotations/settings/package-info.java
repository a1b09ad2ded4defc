/**
 * The settings that connections of every type have: keys, defaults, limits and descriptions, once.
 * The runtime binds them, the processor writes the schema and the reference from them, and {@code
 * docs/settings.md} shows them. Not part of the API.
 */
package dev.connections.annotations.settings;
