package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.Routing;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The moment at which new clients take over from old ones: from then on calls go to the new ones,
 * and endpoints that are not configured any more are removed.
 */
record ClientTakeover<S extends ConnectionConfiguration, E extends Endpoint>(
    ConnectionParts parts, Routing<E> routing, RetiredClients releases) {

  /**
   * Puts the new clients in the place of the old ones. Called with the lock.
   *
   * @param adopted run at this moment
   * @return what is to be done with the old clients, without the lock
   */
  List<Runnable> run(
      List<ReplacementClient<S, E>> successors, Duration drainTimeout, Runnable adopted) {
    Routing.Table<E> before = routing.table();
    List<ManagedEndpoint<E>> all = new ArrayList<>();
    for (ReplacementClient<S, E> successor : successors) {
      all.add(successor.endpoint());
      successor.takeOver();
    }
    ManagedEndpoint<E> active = all.contains(before.active()) ? before.active() : all.get(0);
    for (ManagedEndpoint<E> endpoint : before.all()) {
      if (!all.contains(endpoint)) {
        endpoint.remove();
      }
    }
    routing.use(new Routing.Table<>(List.copyOf(all), active));
    if (active != before.active()) {
      tellRemoved(before.active(), active);
    }
    adopted.run();
    List<Runnable> farewells = new ArrayList<>();
    for (ReplacementClient<S, E> successor : successors) {
      Client<E> former = successor.former();
      if (former != null) {
        farewells.add(former.opener()::superseded);
        farewells.add(releases.plan(former, drainTimeout, this::tell));
      }
    }
    for (ManagedEndpoint<E> endpoint : before.all()) {
      if (endpoint.isRemoved()) {
        endpoint.machine().draining();
        farewells.add(endpoint.client().opener()::abandon);
        farewells.add(giveUp(endpoint, drainTimeout));
      }
    }
    return farewells;
  }

  private void tellRemoved(ManagedEndpoint<E> from, ManagedEndpoint<E> to) {
    parts.append(
        (connection, sequence, at) ->
            new ConnectionEvent.SwitchedOver(
                connection,
                sequence,
                at,
                from.name(),
                to.name(),
                "The configuration does not name the former one any more",
                false));
  }

  private Runnable giveUp(ManagedEndpoint<E> removed, Duration drainTimeout) {
    return releases.plan(
        removed.client(),
        drainTimeout,
        ending -> {
          removed.machine().closed();
          tell(ending);
        });
  }

  private void tell(DrainingClose.Ending ending) {
    String problem = ending.problem();
    if (problem != null || !ending.aborted().isEmpty()) {
      parts
          .log()
          .warn(
              "Closed a replaced client: {} units of work were aborted{}",
              ending.aborted().size(),
              problem == null ? "" : "; " + problem);
    }
  }
}
