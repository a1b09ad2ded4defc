package dev.connections.traps;

import java.util.List;

/** All traps, by number. */
final class Traps {

  static final List<Trap> ALL =
      List.of(
          new LostReply(),
          new RetryInTransaction(),
          new LostCommit(),
          new RetryStorm(),
          new WeakJitter(),
          new CatchAllRetry(),
          new RetryAfterIgnored(),
          new LateResult(),
          new HalfOpenStampede(),
          new BreakerCounts(),
          new WallClock(),
          new AbandonedResource(),
          new Interrupted(),
          new CloseWhileBorrowed(),
          new DoubleClose(),
          new NestedAcquisition(),
          new HealthThroughPool(),
          new HealthHerd(),
          new SessionLeaks(),
          new EventOrder(),
          new BlockingListener());

  private Traps() {}
}
