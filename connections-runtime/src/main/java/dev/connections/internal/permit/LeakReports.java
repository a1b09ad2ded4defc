package dev.connections.internal.permit;

import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LeaseHolder;

/** Tells of what a connection's permits are suspiciously long held for. Thread-safe. */
public final class LeakReports {

  private final EventJournal journal;
  private final OperationCounters counters;

  public LeakReports(EventJournal journal, OperationCounters counters) {
    this.journal = journal;
    this.counters = counters;
  }

  public void tell(LeaseHolder holder) {
    counters.leakSuspected();
    journal.append(
        (connection, sequence, at) ->
            new ConnectionEvent.LeakSuspected(connection, sequence, at, holder));
  }
}
