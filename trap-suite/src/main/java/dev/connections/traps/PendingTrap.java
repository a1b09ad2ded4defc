package dev.connections.traps;

import java.util.Map;

/**
 * A trap whose module is not built yet, and in which the alternatives have no part. Replaced by a
 * scenario in the work that builds the module.
 *
 * @param id its number
 * @param title what goes wrong
 * @param module what answers it
 */
record PendingTrap(String id, String title, String module) implements Trap {

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> Verdict.pending(module));
  }
}
