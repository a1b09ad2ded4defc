package dev.connections.internal.resilience;

import dev.connections.ConnectionEvent;
import dev.connections.LeaseHolder;
import dev.connections.internal.lifecycle.EventJournal;

/** Tells of what a connection's permits are suspiciously long held for. Thread-safe. */
final class LeakReports {

  private final EventJournal journal;
  private final OperationCounters counters;

  LeakReports(EventJournal journal, OperationCounters counters) {
    this.journal = journal;
    this.counters = counters;
  }

  void tell(LeaseHolder holder) {
    counters.leakSuspected();
    journal.append(
        (connection, sequence, at) ->
            new ConnectionEvent.LeakSuspected(connection, sequence, at, holder));
  }
}
