/**
 * REST connections on OkHttp. JSON libraries are optional: an application that names its modules
 * says {@code requires com.fasterxml.jackson.databind} itself for the default codec, or requires
 * the module of the library that it has chosen.
 */
module dev.connections.rest {
  requires transitive dev.connections.runtime;
  requires transitive okhttp3;
  requires okio;
  requires org.slf4j;
  requires static transitive com.fasterxml.jackson.databind;
  requires static tools.jackson.databind;
  requires static com.google.gson;
  requires static com.squareup.moshi;
  requires static io.avaje.jsonb;

  exports dev.connections.rest;
  exports dev.connections.rest.auth;
  exports dev.connections.rest.events;
  exports dev.connections.rest.json;
}
