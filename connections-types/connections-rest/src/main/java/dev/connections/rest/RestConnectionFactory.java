package dev.connections.rest;

import dev.connections.rest.json.JsonLibrary;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

/** Makes REST connections; those of one factory share their threads. */
final class RestConnectionFactory implements ConnectionFactory<RestConnection, RestConfiguration> {

  private final RestClients clients = new RestClients();
  private final SelectedCodec codec = new SelectedCodec(JsonLibrary.JACKSON);

  RestConnectionFactory() {}

  @Override
  public RestConnection create(ConnectionContext<RestConfiguration> context) {
    return new ManagedRestConnection(context, new RestServers(clients, context, codec), codec);
  }
}
