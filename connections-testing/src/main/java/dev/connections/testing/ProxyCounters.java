package dev.connections.testing;

import java.util.concurrent.atomic.LongAdder;

/** What a proxy counts. */
final class ProxyCounters {

  final LongAdder accepted = new LongAdder();
  final LongAdder requestBytes = new LongAdder();
  final LongAdder replyBytes = new LongAdder();
  final LongAdder droppedReplyBytes = new LongAdder();
  final LongAdder delayed = new LongAdder();
  final LongAdder halfCloses = new LongAdder();
  final LongAdder cuts = new LongAdder();
  final LongAdder resets = new LongAdder();

  FaultProxyStatistics read(int open) {
    return new FaultProxyStatistics(
        accepted.sum(),
        open,
        requestBytes.sum(),
        replyBytes.sum(),
        droppedReplyBytes.sum(),
        delayed.sum(),
        halfCloses.sum(),
        cuts.sum(),
        resets.sum());
  }
}
