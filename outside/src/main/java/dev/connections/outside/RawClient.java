package dev.connections.outside;

import okhttp3.OkHttpClient;

/** OkHttp at its defaults. */
final class RawClient implements Contestant<OkHttpClient> {

  private final OkHttpClient client = new OkHttpClient();

  @Override
  public OkHttpClient client() {
    return client;
  }

  @Override
  public int inUse() {
    return client.connectionPool().connectionCount()
        - client.connectionPool().idleConnectionCount();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
