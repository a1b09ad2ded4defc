package dev.connections.rest.internal.exchange;

import dev.connections.rest.RestHttpSettings;
import dev.connections.spi.DaemonThreadFactory;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Makes the clients of all connections from one root, so that they share its threads. What they may
 * hold and how much they may do at once is each client's own. Thread-safe.
 */
public final class RestClients {

  /** How many requests at once make sense where no one says otherwise. */
  public static final int DEFAULT_CAPACITY = 64;

  private final OkHttpClient root = new OkHttpClient.Builder().dispatcher(dispatcher()).build();

  /** Only asynchronous calls need threads; they must not keep a finished process alive. */
  private static Dispatcher dispatcher() {
    return new Dispatcher(
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreadFactory.numbered("connections-rest")));
  }

  /** The threads that all clients share: they come when they are needed, and go. */
  public ExecutorService threads() {
    return root.dispatcher().executorService();
  }

  /** What keeps the connections of one client. */
  public static ConnectionPool pool(RestHttpSettings http) {
    return new ConnectionPool(
        http.maxIdleConnections(), http.keepAlive().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A client with the time limits of a connection; every one of them is finite. */
  public OkHttpClient client(
      ConnectionSettings settings,
      RestHttpSettings http,
      OriginHeaders origin,
      ConnectionPool pool,
      RestTls tls) {
    Dispatcher dispatcher = new Dispatcher(threads());
    int capacity = settings.bulkhead().maxConcurrent().orElse(DEFAULT_CAPACITY);
    dispatcher.setMaxRequests(capacity);
    dispatcher.setMaxRequestsPerHost(capacity);
    OkHttpClient.Builder client = root.newBuilder();
    tls.applyTo(client);
    HttpProxy.apply(http.proxy(), client);
    return client
        .protocols(
            http.http2PriorKnowledge()
                ? List.of(Protocol.H2_PRIOR_KNOWLEDGE)
                : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
        .dispatcher(dispatcher)
        .connectionPool(pool)
        .connectTimeout(settings.timeouts().connect())
        .readTimeout(http.readTimeout())
        .writeTimeout(http.writeTimeout())
        .callTimeout(settings.timeouts().attempt())
        .followRedirects(http.followRedirects())
        .followSslRedirects(http.followRedirects())
        .addInterceptor(new AnswerInterceptor(tls))
        .addNetworkInterceptor(new ExchangeInterceptor(origin))
        .build();
  }
}
