/**
 * REST connections on OkHttp. Jackson is optional: an application that names its modules and wants
 * the default codec says {@code requires com.fasterxml.jackson.databind} itself.
 */
module dev.connections.rest {
  requires transitive dev.connections.runtime;
  requires transitive okhttp3;
  requires okio;
  requires static transitive com.fasterxml.jackson.databind;

  exports dev.connections.rest;
  exports dev.connections.rest.events;
  exports dev.connections.rest.json;
}
