package dev.connections.rest.internal.connection;

import dev.connections.rest.RestConfiguration;
import dev.connections.rest.RestConnection;
import dev.connections.rest.internal.exchange.RestClients;
import dev.connections.rest.json.JsonCodec;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import java.util.function.Supplier;

/** Makes REST connections; those of one factory share their threads and codecs. */
final class RestConnectionFactory implements ConnectionFactory<RestConnection, RestConfiguration> {

  private final RestClients clients = new RestClients();
  private final ConfiguredCodecs codecs = new ConfiguredCodecs();

  RestConnectionFactory() {}

  @Override
  public RestConnection create(ConnectionContext<RestConfiguration> context) {
    Supplier<JsonCodec> codec = codecs.codec(context);
    return new ManagedRestConnection(context, new RestServers(clients, context, codec), codec);
  }
}
