package dev.connections.internal.endpoint;

import dev.connections.internal.dedicated.DedicatedPools;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.LongUses;
import dev.connections.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What an endpoint of a connection is used through. It is replaced as a whole: the holder of a
 * permit keeps the client that the permit is for, until it gives the permit back.
 *
 * @param endpoint the type's part
 * @param bulkhead the permits for it
 * @param opener opens it
 * @param dedicated the resources next to it
 * @param longUses who uses it for as long as it lives
 */
public record Client<E extends Endpoint>(
    E endpoint, Bulkhead bulkhead, Opener opener, DedicatedPools dedicated, LongUses longUses) {

  /** All permits: those of the client, then those of the resources next to it. */
  public List<Bulkhead> bulkheads() {
    List<Bulkhead> all = new ArrayList<>();
    all.add(bulkhead);
    all.addAll(dedicated.bulkheads());
    return all;
  }

  /** Rejects new callers, and all who wait. */
  public void reject() {
    bulkhead.close();
    dedicated.reject();
  }
}
