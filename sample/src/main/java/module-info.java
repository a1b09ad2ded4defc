/** The sample, as a named module: what a modular application writes. */
module dev.connections.sample {
  requires dev.connections.sql;
  requires dev.connections.rest;
  requires dev.connections.pooling;
  requires static org.jspecify;
  requires static jakarta.validation;
  requires java.sql;
  requires com.fasterxml.jackson.databind;

  // The systems that the sample starts for itself.
  requires jdk.httpserver;
  requires embedded.postgres;
  requires greenmail;
  requires jakarta.mail;

  // JSON is bound to the public records of this package by Jackson.
  opens dev.connections.sample to
      com.fasterxml.jackson.databind;
}
