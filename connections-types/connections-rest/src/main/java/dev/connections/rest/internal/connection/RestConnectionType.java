package dev.connections.rest.internal.connection;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionType;
import dev.connections.rest.RestConfiguration;
import dev.connections.rest.RestConnection;
import dev.connections.spi.ConnectionTypeBase;

/** REST APIs over HTTP. */
@ConnectionType(
    id = 20,
    name = "Rest",
    category = "Rest",
    description = "A REST API over OkHttp, with JSON",
    provider = "com.squareup.okhttp3",
    dataStores = {"Http"},
    features = {ConnectionFeature.ASYNC})
final class RestConnectionType
    extends ConnectionTypeBase<RestConnection, RestConfiguration, RestConnectionFactory> {}
