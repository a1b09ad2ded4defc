package dev.connections.traps;

import dev.connections.rest.RestConnection;
import dev.connections.rest.RestRequest;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * T38. A service keeps the handle that it got at its start, and the native client too; then the
 * first of two servers dies.
 *
 * <p>The alternatives do not fail over from one server to another. Connections: two endpoints,
 * defaults. It holds if what was kept goes on working, at the second server.
 */
final class CapturedClient implements Trap {

  @Override
  public String id() {
    return "T38";
  }

  @Override
  public String title() {
    return "what was captured at start stays with the dead endpoint";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    try (HttpPeer first = HttpPeer.always(200);
        HttpPeer second = HttpPeer.always(200)) {
      String entry = Ours.entry("api", "Rest", TwoEndpoints.of(first, second));
      if (!Ours.isValid(entry)) {
        return Verdict.notRun("this version of Connections has no settings for it: failover");
      }
      try (Ours ours = Ours.of(entry)) {
        RestConnection kept = ours.rest();
        OkHttpClient client = kept.client();
        kept.get("/", String.class);
        first.close();
        int successes = 0;
        for (int i = 0; i < 20; i++) {
          successes += kept.tryExchange(RestRequest.get("/"), String.class).isSuccess() ? 1 : 0;
        }
        boolean clientMoved = isAnswered(client, first.url());
        return Verdict.of(
            successes >= 19 && second.requests() > 0 && clientMoved,
            "%d of 20 calls answered after the first server's death; native client %s",
            successes,
            clientMoved ? "moved" : "stayed");
      }
    }
  }

  private static boolean isAnswered(OkHttpClient client, String url) {
    try (var answer = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return answer.isSuccessful();
    } catch (java.io.IOException dead) {
      return false;
    }
  }
}
