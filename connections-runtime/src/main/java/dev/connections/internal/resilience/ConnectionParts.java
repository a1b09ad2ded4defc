package dev.connections.internal.resilience;

import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.spi.Redactor;
import java.util.random.RandomGenerator;

/**
 * What all endpoints of one connection share.
 *
 * @param connection the connection's name
 * @param journal where events go
 * @param time where time comes from
 * @param random for everything that must not happen to all at once
 * @param redactor removes secrets from texts
 * @param watchdog breaks off what takes too long, and does what is due
 * @param opened run after each opening that succeeded
 */
record ConnectionParts(
    String connection,
    EventJournal journal,
    TimeSource time,
    RandomGenerator random,
    Redactor redactor,
    Watchdog watchdog,
    Runnable opened) {}
