package dev.connections.traps;

import dev.connections.rest.RestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * T46. A tenant is called {@code ../admin}, another {@code ..}, a third has a line break in a
 * header.
 *
 * <p>OkHttp: {@code addPathSegment} and {@code header}, which are made for values. Connections: a
 * variable of the route, and {@code header}. It holds if no request reaches a path outside of
 * {@code /tenants/}, and no header is split. Databases of tenants come with the SQL module's depth;
 * the alternatives take a URL as it is.
 */
final class HostileValues implements Trap {

  private static final List<String> TENANTS = List.of("../admin", "..", "%2e%2e", "a/../../admin");

  @Override
  public String id() {
    return "T46";
  }

  @Override
  public String title() {
    return "a value escapes into the path or the headers";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Send {
    void to(String value) throws Exception;
  }

  private static Verdict okHttp() throws Exception {
    List<String> paths = new CopyOnWriteArrayList<>();
    try (HttpPeer server = noting(paths);
        PlainClient client = new PlainClient()) {
      return verdict(
          paths,
          tenant ->
              client.get(
                  HttpUrl.get(server.url() + "/tenants")
                      .newBuilder()
                      .addPathSegment(tenant)
                      .addPathSegment("orders")
                      .build()
                      .toString()),
          value -> new Request.Builder().url(server.url()).header("X-Tenant", value).build());
    }
  }

  private static Verdict connections() throws Exception {
    List<String> paths = new CopyOnWriteArrayList<>();
    try (HttpPeer server = noting(paths);
        Ours ours = Ours.rest(server.url())) {
      return verdict(
          paths,
          tenant ->
              ours.rest().get("/tenants/{tenant}/orders", Map.of("tenant", tenant), String.class),
          value -> RestRequest.get("/tenants").header("X-Tenant", value));
    }
  }

  private static HttpPeer noting(List<String> paths) throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          if (!exchange.getRequestMethod().equals("HEAD")) {
            paths.add(exchange.getRequestURI().getRawPath());
          }
          HttpPeer.reply(exchange, 200, "{}");
        });
  }

  private static Verdict verdict(List<String> paths, Send request, Send header) {
    int refused = 0;
    for (String tenant : TENANTS) {
      refused += isRefused(request, tenant) ? 1 : 0;
    }
    List<String> escaped = new ArrayList<>(paths);
    escaped.removeIf(path -> path.matches("/tenants/[^/]+/orders"));
    boolean split = !isRefused(header, "graz\r\nX-Admin: true");
    return Verdict.of(
        escaped.isEmpty() && !split,
        "%d of %d paths escaped%s, %d refused; line break %s",
        escaped.size(),
        TENANTS.size(),
        escaped.isEmpty() ? "" : " (" + String.join(", ", escaped) + ")",
        refused,
        split ? "sent" : "refused");
  }

  private static boolean isRefused(Send send, String value) {
    try {
      send.to(value);
      return false;
    } catch (Exception refused) {
      return true;
    }
  }
}
