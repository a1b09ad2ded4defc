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
          new SharedBreaker(),
          new WallClock(),
          new AbandonedResource(),
          new CancelledNeighbour(),
          new Interrupted(),
          new CloseWhileBorrowed(),
          new DoubleClose(),
          new NestedAcquisition(),
          new HealthThroughPool(),
          new HealthHerd(),
          new DatabaseBlink(),
          new StaleAddress(),
          new UnverifiedHost(),
          new LeakedSecrets(),
          new CredentialMix(),
          new SessionLeaks(),
          new EventOrder(),
          new BlockingListener(),
          new PinnedThreads(),
          new UnlimitedConcurrency(),
          new SlotDuringBackOff(),
          new TokenStampede(),
          new RotatedCredentials(),
          new ReconnectStorm(),
          new ClassesOfFailure(),
          new EvictedByTimeout(),
          new LaggingReplica(),
          new CapturedClient(),
          new MetricLabels(),
          new ObservedExporter(),
          new BadFile(),
          new ShutdownOrder(),
          new ChangedAtRunTime(),
          new HiddenAttempts(),
          new EndlessWait(),
          new HostileValues(),
          new RepeatedBlock(),
          new CreatingGet());

  private Traps() {}
}
