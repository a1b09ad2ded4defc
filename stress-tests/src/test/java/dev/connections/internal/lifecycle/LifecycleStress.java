package dev.connections.internal.lifecycle;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.connections.monitoring.Lifecycle;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** The reference to the state of an endpoint. */
public class LifecycleStress {

  /** Two threads want to open. */
  @JCStressTest
  @Outcome(
      id = {"true, false, CONNECTING/0", "false, true, CONNECTING/0"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "both open, or none")
  @State
  public static class OneOfTwoOpens {
    private final LifecycleMachine machine = Machines.disconnected();

    @Actor
    public void one(ZZL_Result result) {
      result.r1 = machine.connecting();
    }

    @Actor
    public void other(ZZL_Result result) {
      result.r2 = machine.connecting();
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = Machines.where(machine);
    }
  }

  /** What is open is lost, while a new client takes its place. */
  @JCStressTest
  @Outcome(
      id = {"true, false, BROKEN/1", "false, true, CONNECTED/2"},
      expect = ACCEPTABLE,
      desc = "the loss is of the old one, or the new one is not lost")
  @Outcome(expect = FORBIDDEN)
  @State
  public static class ALossOfTheOldIsNoneOfTheNew {
    private final LifecycleMachine machine = Machines.connected();

    @Actor
    public void lost(ZZL_Result result) {
      result.r1 = machine.lost(1, "gone");
    }

    @Actor
    public void renewed(ZZL_Result result) {
      result.r2 = machine.renewed(Machines.SERVER, Duration.ZERO);
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = Machines.where(machine);
    }
  }

  /** A second report of the same loss, while it is being opened anew. */
  @JCStressTest
  @Outcome(
      id = {"true, false, CONNECTED/2", "false, true, CONNECTED/2"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "lost twice, or the second client is taken for lost")
  @State
  public static class ALossIsReportedOnce {
    private final LifecycleMachine machine = Machines.connected();

    @Actor
    public void lostAndOpened(ZZL_Result result) {
      result.r1 = machine.lost(1, "gone");
      // If the other one was first, the state is BROKEN here as well.
      machine.connecting();
      machine.connected(Machines.SERVER, Duration.ZERO);
    }

    @Actor
    public void lateNews(ZZL_Result result) {
      result.r2 = machine.lost(1, "gone, they say");
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = Machines.where(machine);
    }
  }

  /** Closing begins while opening succeeds. */
  @JCStressTest
  @Outcome(id = "true, true, DRAINING/1", expect = ACCEPTABLE, desc = "opened, then drained")
  @Outcome(id = "false, true, DRAINING/0", expect = ACCEPTABLE, desc = "too late to be opened")
  @Outcome(expect = FORBIDDEN)
  @State
  public static class WhatDrainsIsNotConnectedAgain {
    private final LifecycleMachine machine = Machines.disconnected();

    public WhatDrainsIsNotConnectedAgain() {
      machine.connecting();
    }

    @Actor
    public void connected(ZZL_Result result) {
      result.r1 = machine.connected(Machines.SERVER, Duration.ZERO);
    }

    @Actor
    public void draining(ZZL_Result result) {
      result.r2 = machine.draining();
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = Machines.where(machine);
    }
  }

  /** One reads while another opens: what is read was true at some moment. */
  @JCStressTest
  @Outcome(
      id = {"DISCONNECTED/0", "CONNECTING/0", "CONNECTED/1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a state with the generation of another one")
  @State
  public static class AReaderSeesStateAndGenerationTogether {
    private final LifecycleMachine machine = Machines.disconnected();

    @Actor
    public void opens() {
      machine.connecting();
      machine.connected(Machines.SERVER, Duration.ZERO);
    }

    @Actor
    public void reads(L_Result result) {
      Lifecycle seen = machine.current();
      result.r1 = seen.state() + "/" + seen.generation() + (seen.since() == null ? "?" : "");
    }
  }

  /** One reads twice: time does not run backwards. */
  @JCStressTest
  @Outcome(
      id = {
        "CONNECTED/1, CONNECTED/1",
        "CONNECTED/1, BROKEN/1",
        "CONNECTED/1, CONNECTING/1",
        "BROKEN/1, BROKEN/1",
        "BROKEN/1, CONNECTING/1",
        "CONNECTING/1, CONNECTING/1"
      },
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "an earlier state after a later one")
  @State
  public static class AReaderSeesStatesInTheirOrder {
    private final LifecycleMachine machine = Machines.connected();

    @Actor
    public void losesAndOpens() {
      machine.lost(1, "gone");
      machine.connecting();
    }

    @Actor
    public void reads(LL_Result result) {
      result.r1 = Machines.where(machine);
      result.r2 = Machines.where(machine);
    }
  }
}
