package dev.connections.outside;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a scenario on one contestant. */
final class Run<P extends Peer, C> {

  private static final long LIMIT_SECONDS = 60;
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Scenario<P, C> scenario;

  Run(Scenario<P, C> scenario) {
    this.scenario = scenario;
  }

  Outcome raw(int size) throws Exception {
    try (P peer = scenario.stage().start()) {
      return on(peer, scenario.stage().raw(peer, size));
    }
  }

  Outcome ours(int size) throws Exception {
    try (P peer = scenario.stage().start()) {
      return on(peer, scenario.stage().ours(peer, size));
    }
  }

  private Outcome on(P peer, Contestant<C> contestant) throws Exception {
    Facts facts = new Facts();
    try (contestant) {
      limited(peer, contestant.client(), facts);
      facts.state("in use afterwards", settled(contestant));
    }
    return new Outcome(facts.all(), peer.sessions());
  }

  private void limited(P peer, C client, Facts facts) throws InterruptedException {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              play(peer, client, facts);
              return facts;
            });
    Thread thread = new Thread(task, "scenario");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException hanging) {
      facts.state("ending", "it did not end within " + LIMIT_SECONDS + " s");
      thread.interrupt();
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void play(P peer, C client, Facts facts) {
    facts.ending("ending", () -> scenario.work().run(peer, client, facts));
  }

  /** How many are in use when those that are about to be given back are. */
  private static int settled(Contestant<?> contestant) {
    return Waiting.until(SETTLE_NANOS, () -> contestant.inUse() == 0) ? 0 : contestant.inUse();
  }
}
