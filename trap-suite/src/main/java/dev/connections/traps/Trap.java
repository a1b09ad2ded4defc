package dev.connections.traps;

import java.time.Duration;
import java.util.Map;

/**
 * A situation in which systems like this one go wrong. A class comment says how each contestant is
 * configured: as somebody would who knows it, and at its defaults otherwise.
 */
interface Trap {

  /** Its number, such as {@code T1}. */
  String id();

  /** What goes wrong, in a few words. */
  String title();

  /** How long a scenario of it may take. */
  default Duration limit() {
    return Duration.ofSeconds(25);
  }

  /** Whom it concerns. */
  Map<Contestant, Scenario> scenarios();
}
