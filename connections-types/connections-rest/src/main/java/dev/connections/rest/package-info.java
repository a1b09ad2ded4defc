/**
 * REST APIs as managed connections. Begin with {@link dev.connections.rest.RestConnection}; {@link
 * dev.connections.rest.RestRequest} says what to send, {@link dev.connections.rest.RestResponse} is
 * what came back, {@link dev.connections.rest.HttpAnswer} is what an exception knows of an answer
 * that was not a success. {@link dev.connections.rest.json.JsonCodec} is the place for another JSON
 * library.
 */
@NullMarked
package dev.connections.rest;

import org.jspecify.annotations.NullMarked;
