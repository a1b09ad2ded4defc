package dev.connections.internal.endpoint;

import dev.connections.internal.dedicated.DedicatedPools;
import dev.connections.internal.lifecycle.Opener;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.LazyBulkhead;
import dev.connections.internal.permit.LongUses;
import dev.connections.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What an endpoint of a connection is used through. It is replaced as a whole: whoever holds a
 * permit keeps the client it was given for, until it gives the permit back.
 *
 * @param endpoint the kind's part
 * @param bulkhead the permits for it
 * @param opener opens it
 * @param dedicated the resources next to it
 * @param longUses who uses it for as long as it lives
 */
public record Client<E extends Endpoint>(
    E endpoint, LazyBulkhead bulkhead, Opener opener, DedicatedPools dedicated, LongUses longUses) {

  /** All permits that were needed so far. */
  public List<Bulkhead> bulkheads() {
    List<Bulkhead> all = new ArrayList<>(dedicated.bulkheads());
    Bulkhead shared = bulkhead.ifMade();
    if (shared != null) {
      all.add(0, shared);
    }
    return all;
  }

  /** Rejects new callers, and all who wait. */
  public void refuse() {
    bulkhead.close();
    dedicated.refuse();
  }
}
