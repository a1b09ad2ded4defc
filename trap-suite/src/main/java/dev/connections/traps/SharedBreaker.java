package dev.connections.traps;

import dev.connections.rest.RestRequest;
import java.util.Map;

/**
 * T11. A connection has two endpoints, and the first fails every request. It holds if that endpoint
 * is left alone while the connection goes on at the other.
 *
 * <p>The alternatives know no endpoints: who has several makes a breaker for each by himself.
 */
final class SharedBreaker implements Trap {

  @Override
  public String id() {
    return "T11";
  }

  @Override
  public String title() {
    return "one breaker for several endpoints";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    try (HttpPeer failing = HttpPeer.always(503);
        HttpPeer well = HttpPeer.always(200)) {
      String entry =
          Ours.entry(
              "api",
              "Rest",
              TwoEndpoints.of(failing, well),
              String.join("\n", Ours.known("circuit: {minimumCalls: 5}", "retry: {base: 10ms}")));
      if (!Ours.isValid(entry)) {
        return Verdict.notRun("this version of Connections has no settings for it: failover");
      }
      try (Ours ours = Ours.of(entry)) {
        for (int i = 0; i < 60; i++) {
          ours.rest().tryExchange(RestRequest.get("/"), String.class);
        }
        int before = failing.requests();
        int successes = 0;
        for (int i = 0; i < 20; i++) {
          successes +=
              ours.rest().tryExchange(RestRequest.get("/"), String.class).isSuccess() ? 1 : 0;
        }
        int stillAsked = failing.requests() - before;
        return Verdict.of(
            successes == 20 && stillAsked <= 3,
            "%d of 20 calls answered, %d requests to the failing endpoint",
            successes,
            stillAsked);
      }
    }
  }
}
