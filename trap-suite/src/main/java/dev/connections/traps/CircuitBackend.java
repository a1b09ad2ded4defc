package dev.connections.traps;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** A server whose paths do what they were last told: work that throws is an answer of 500. */
final class CircuitBackend implements HttpPeer.Behaviour {

  private final Map<String, Callable<?>> works = new ConcurrentHashMap<>();

  void expect(String path, Callable<?> work) {
    works.put("/" + path, work);
  }

  @Override
  public void answer(HttpExchange exchange, int number) throws Exception {
    Callable<?> work = works.get(exchange.getRequestURI().getPath());
    int status = 200;
    if (work != null) {
      try {
        work.call();
      } catch (IllegalStateException down) {
        status = 500;
      }
    }
    HttpPeer.reply(exchange, status, "{}");
  }
}
