/**
 * The runtime of Connections: the API services use ({@code dev.connections}), the one that
 * connection types extend ({@code dev.connections.spi}) and the entry point ({@code
 * dev.connections.provider}).
 */
module dev.connections.runtime {
  requires transitive dev.connections.annotations;
  requires static transitive org.jspecify;
  requires static transitive jakarta.validation;
  requires transitive dagger;
  requires transitive io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires jakarta.inject;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires io.github.resilience4j.circuitbreaker;

  exports dev.connections;
  exports dev.connections.failure;
  exports dev.connections.monitoring;
  exports dev.connections.spi;
  exports dev.connections.spi.binding;
  exports dev.connections.spi.settings;
  exports dev.connections.spi.registry;
  exports dev.connections.spi.uses;
  exports dev.connections.settings;
  exports dev.connections.provider;
}
