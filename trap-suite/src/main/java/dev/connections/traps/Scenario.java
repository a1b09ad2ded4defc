package dev.connections.traps;

/** One contestant in one situation. */
@FunctionalInterface
interface Scenario {

  /** Brings the situation about, and measures. */
  Verdict run(Peers peers) throws Exception;
}
