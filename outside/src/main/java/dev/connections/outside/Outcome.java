package dev.connections.outside;

import java.util.List;

/**
 * How one run ended.
 *
 * @param facts what the scenario stated, its exception if there was one, and what it left in use
 * @param sessions how many sessions the system counted; -1 if it does not count
 */
record Outcome(List<Facts.Fact> facts, long sessions) {}
