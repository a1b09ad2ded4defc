/**
 * JSON of REST connections. {@link dev.connections.rest.json.JsonCodec} is the place for a library;
 * {@link dev.connections.rest.json.JsonType} says what a text is to become.
 */
@NullMarked
package dev.connections.rest.json;

import org.jspecify.annotations.NullMarked;
