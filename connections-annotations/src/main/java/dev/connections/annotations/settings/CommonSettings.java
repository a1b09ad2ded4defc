package dev.connections.annotations.settings;

import static dev.connections.annotations.settings.CommonSetting.Kind.DELAY;
import static dev.connections.annotations.settings.CommonSetting.Kind.DELAY_OR_NEVER;
import static dev.connections.annotations.settings.CommonSetting.Kind.ID;
import static dev.connections.annotations.settings.CommonSetting.Kind.NAME;
import static dev.connections.annotations.settings.CommonSetting.Kind.NUMBER;
import static dev.connections.annotations.settings.CommonSetting.Kind.SHARE;
import static dev.connections.annotations.settings.CommonSetting.Kind.SWITCH;
import static dev.connections.annotations.settings.CommonSetting.Kind.TEXT;
import static dev.connections.annotations.settings.CommonSetting.Kind.TIME_LIMIT;
import static dev.connections.annotations.settings.CommonSetting.Kind.WINDOW;

import dev.connections.annotations.settings.CommonSetting.Group;
import dev.connections.annotations.settings.CommonSetting.Occurrence;
import dev.connections.annotations.settings.CommonSetting.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The settings that connections of every type have beside {@code type}: their only declaration. */
public final class CommonSettings {

  /** What names of endpoints match. */
  public static final String NAME_PATTERN = "[a-z][a-z0-9-]{0,62}";

  /** How many endpoints a connection can have. */
  public static final int MOST_ENDPOINTS = 100;

  /** The key that chooses the type; a setting of no type. */
  public static final String TYPE = "type";

  /** Its number, which nothing else has. */
  public static final Value CONNECTION_ID =
      Value.optional(
          "id",
          ID,
          "A number, unique among the connections, for systems that know connections by number.");

  /** What it is for. */
  public static final Value DESCRIPTION =
      Value.optional("description", TEXT, "A text for people: the purpose of the connection.");

  /** Where it is, if there are several such places. */
  public static final Group ENDPOINTS =
      Group.once(
              "endpoints",
              "Several endpoints in order of preference, each with its name and the "
                  + "settings of the type in which it differs; required settings of the type "
                  + "may be written here only. Left out, one, named primary.",
              "An endpoint of a connection.",
              Value.optional(
                  "name",
                  NAME,
                  "Its name, unique among the connection's endpoints; left out, "
                      + "endpoint-1 and so on. Write one: logs and metrics show it."))
          .occurring(Occurrence.LIST);

  /** Its purpose, which changes defaults. */
  public static final Value PRESET =
      Value.choice(
          "preset",
          "Changes the defaults of other settings for a purpose: interactive, a user "
              + "waits; batch, no user waits; critical, the service needs it; none, without "
              + "retries and circuit breaker. A setting that is written wins. Begin with a "
              + "preset, and write single settings only where it does not fit.",
          "INTERACTIVE",
          "BATCH",
          "CRITICAL",
          "NONE");

  /** When it is opened. */
  public static final Value STARTUP =
      Value.choice(
          "startup",
          "When it is opened: lazy, by its first use; background, soon after start; "
              + "warn, at start, a failure being logged; fail, at start, a failure failing the "
              + "start. Left out, lazy, or background if it is critical. With fail, an outage "
              + "of the other side keeps the service from starting.",
          "LAZY",
          "BACKGROUND",
          "WARN",
          "FAIL");

  /** Whether the service needs it. */
  public static final Value CRITICAL =
      Value.of(
          "critical",
          SWITCH,
          "false",
          "Whether the service can do nothing without it: readiness fails while it "
              + "is down. Leave it false where a degraded answer is better than none.");

  /** Limits of a class of operations. */
  public static final Group OPERATION_LIMITS =
      Group.once(
              "classes",
              "Limits of operations that name a class of limits, by the name of the "
                  + "class: for few slow operations, such as reports, on a connection whose "
                  + "other operations are short.",
              "The time limits of a class of operations.",
              Value.optional(
                  "total",
                  TIME_LIMIT,
                  "For an operation in all; left out, as for other operations."),
              Value.optional(
                  "attempt",
                  TIME_LIMIT,
                  "For one attempt; at most total. Left out, as for other operations, or "
                      + "total if that is shorter."))
          .occurring(Occurrence.BY_NAME);

  /** Time limits. */
  public static final Group TIMEOUTS =
      Group.once(
          "timeouts",
          "Time limits of its operations.",
          "Time limits of a connection; all more than nothing, and at most a year.",
          limit(
              "total",
              "30s",
              "For an operation in all: waiting, connecting, all attempts and backoffs. "
                  + "Shorter than what callers wait for; a shorter total shortens the other "
                  + "limits that are not written."),
          limit(
              "attempt",
              "10s",
              "For one attempt; at most total, and total if that is shorter. Shorter "
                  + "than total by a factor of two or three, or no time is left for a retry."),
          limit(
              "acquire",
              "5s",
              "For waiting for a permit or a pooled resource; at most total, and total "
                  + "if that is shorter. Where it ends often, find out who holds the permits "
                  + "before raising it."),
          limit(
              "connect",
              "5s",
              "For opening; at most total, and total if that is shorter. A server in the "
                  + "same network answers within a second."),
          limit("health", "2s", "For a probe. At least the slowest answer of a healthy server."),
          limit(
              "drain",
              "20s",
              "For work in flight when the connection is closed or its client replaced; "
                  + "work that takes longer is aborted. Each connection has its own limit. "
                  + "Shorter than what the platform waits before it kills the process."),
          OPERATION_LIMITS);

  /** How much at once. */
  public static final Group BULKHEAD =
      Group.once(
          "bulkhead",
          "How many operations may run at once on it.",
          "How many operations may run at once on a connection.",
          Value.optional(
                  "maxConcurrent",
                  NUMBER,
                  "How many operations and leases at once; left out, the capacity of the type,"
                      + " such as the size of its pool. Lower it to protect the server. More than"
                      + " a pool has only moves the wait to the pool.")
              .atLeast(1),
          Value.optional(
                  "maxWaiting",
                  NUMBER,
                  "How many callers may wait for a permit, others being rejected at "
                      + "once; left out, twice as many as maxConcurrent. A long queue answers "
                      + "late instead of rejecting early; 0 for no queue.")
              .atLeast(0),
          limit(
              "leakAfter",
              "1m",
              "How long a permit may be held before a leak is suspected and reported; a "
                  + "call, only once its deadline has passed as well. Longer than the longest "
                  + "lease."));

  /** How many retries together. */
  public static final Group BUDGET =
      Group.once(
          "budget",
          "How many retries all operations may make together.",
          "How many retries the operations of a connection may make together.",
          Value.of(
                  "ratio",
                  SHARE,
                  "20%",
                  "Retries for each call, counted over all operations. It keeps retries from "
                      + "multiplying the load of a server that is down; raise it only for calls "
                      + "that are rare.")
              .from(0, 100),
          Value.of(
                  "perSecond",
                  NUMBER,
                  "3",
                  "Retries that are allowed in any case, each second, so that a connection "
                      + "with few calls can retry, too.")
              .atLeast(0));

  /** Retries. */
  public static final Group RETRY =
      Group.once(
          "retry",
          "When an operation is retried.",
          "When an operation is retried, if that is safe.",
          Value.of(
                  "maxAttempts",
                  NUMBER,
                  "3",
                  "How many attempts in all; 1 for no retry. Where callers retry themselves, 1 or"
                      + " 2: attempts multiply from layer to layer.")
              .from(1, 100),
          limit(
              "base",
              "100ms",
              "The longest wait before the first retry, doubled for each that follows; "
                  + "the wait is drawn at random from nothing to that. At most cap, and cap if "
                  + "that is shorter."),
          limit(
              "cap",
              "5s",
              "The longest wait before any retry. Well below timeouts.total, or the "
                  + "deadline ends the call first."),
          BUDGET);

  /** The circuit breaker. */
  public static final Group CIRCUIT =
      Group.once(
          "circuit",
          "When an endpoint gets no calls.",
          "When an endpoint gets no calls because too many fail there.",
          Value.of(
              "enabled",
              SWITCH,
              "true",
              "Whether the circuit opens by itself; an operator can open it in any case."),
          Value.of(
                  "failureRate",
                  SHARE,
                  "50%",
                  "From which share of failed attempts on it opens. Lower for a server whose "
                      + "failures are costly; below 20% single failures can open it.")
              .from(1, 100),
          Value.of(
              "window",
              WINDOW,
              "30s",
              "The time whose attempts are counted; whole seconds, from 1s to 1h. "
                  + "Shorter reacts sooner; it must hold minimumCalls attempts."),
          Value.of(
                  "minimumCalls",
                  NUMBER,
                  "20",
                  "It does not open before there were so many attempts in the window. Lower "
                      + "it for a connection with few calls.")
              .atLeast(1),
          limit(
              "openFor",
              "5s",
              "How long it gets no calls the first time, doubled each time that it fails "
                  + "again. At most maxOpenFor, and maxOpenFor if that is shorter."),
          limit(
              "maxOpenFor",
              "60s",
              "How long it gets no calls at most. It is also how late a recovery can be "
                  + "noticed."),
          Value.of(
                  "probes",
                  NUMBER,
                  "3",
                  "How many attempts are let through to see whether the endpoint is back.")
              .from(1, 1000),
          Value.optional(
              "slowCall",
              TIME_LIMIT,
              "From which duration on a success counts as a failure; left out, never. "
                  + "For a server that becomes slow instead of failing; shorter than "
                  + "timeouts.attempt."));

  /** The rate limit. */
  public static final Group RATE_LIMIT =
      Group.once(
              "rateLimit",
              "How many operations may begin in a period, retries included; left out, "
                  + "any number. For a server with a quota; each process counts by itself, so "
                  + "divide the quota by the number of processes.",
              "How many operations may begin in a period.",
              Value.required("permits", NUMBER, "How many operations may begin in a period.")
                  .atLeast(1),
              limit("period", "1s", "The period. A short one spreads the operations evenly."))
          .occurring(Occurrence.OPTIONAL);

  /** Health. */
  public static final Group MONITORING =
      Group.once(
          "monitoring",
          "How its health is checked.",
          "How the health of a connection is checked where its operations do not show it.",
          limit(
              "interval",
              "30s",
              "How long after its last activity it is probed. Shorter finds an outage "
                  + "sooner and costs the server more probes."),
          Value.of(
                  "failAfter",
                  NUMBER,
                  "3",
                  "After how many failures in a row it is down. 1 reports every hiccup.")
              .atLeast(1),
          Value.of("recoverAfter", NUMBER, "2", "After how many successes in a row it is up again.")
              .atLeast(1));

  /** Other endpoints. */
  public static final Group FAILOVER =
      Group.once(
          "failover",
          "When another endpoint takes over.",
          "When another endpoint takes over; of no effect where there is only one.",
          Value.of(
              "grace",
              DELAY,
              "0s",
              "How long the active endpoint must be unusable before another one takes "
                  + "over. Longer than a restart of the server, where a standby is more costly "
                  + "than a short outage."),
          Value.of(
              "failBack",
              DELAY_OR_NEVER,
              "30s",
              "How long an endpoint of higher preference must have been usable again "
                  + "before it takes over; never, if an operator decides that."),
          Value.of(
              "balanceReads",
              SWITCH,
              "false",
              "Whether operations that only read are spread over all usable endpoints. "
                  + "Only where a replica's slightly older data is acceptable."),
          Value.of(
              "maxLag",
              WINDOW,
              "5s",
              "How far an endpoint may be behind the active one to be given reads by "
                  + "balanceReads, where the type can tell (PostgreSql, MariaDb); whole seconds, from 1s "
                  + "to 1h."),
          Value.of(
              "readOwnWrites",
              DELAY,
              "5s",
              "For how long after a write of this process balanceReads leaves reads at the "
                  + "active endpoint: 0s, or at least maxLag, which it is if it is left out."),
          Value.of(
                  "panic",
                  SHARE,
                  "0%",
                  "Below which share of usable endpoints all are taken for usable; 0% "
                      + "for never. For many equal endpoints, so that the last few are not "
                      + "overloaded.")
              .from(0, 100));

  /** Those that belong to one connection, but for its endpoints. */
  public static final List<CommonSetting> OWN = List.of(CONNECTION_ID, DESCRIPTION);

  /** The section for what holds unless a connection says otherwise. */
  public static final Group DEFAULTS =
      Group.once(
          "defaults",
          "Settings of all connections that do not have them.",
          "Settings of all connections that do not have them.",
          PRESET,
          STARTUP,
          CRITICAL,
          TIMEOUTS,
          BULKHEAD,
          RETRY,
          CIRCUIT,
          RATE_LIMIT,
          MONITORING,
          FAILOVER);

  /** Those that the section {@code defaults} may hold as well. */
  public static final List<CommonSetting> SHARED = DEFAULTS.settings();

  /** Every key that a configuration record cannot have, in the order in which they are shown. */
  public static final List<String> KEYS = keys();

  private CommonSettings() {}

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add(TYPE);
    for (CommonSetting setting : OWN) {
      keys.add(setting.key());
    }
    keys.add(ENDPOINTS.key());
    keys.addAll(DEFAULTS.keys());
    return Collections.unmodifiableList(keys);
  }

  private static Value limit(String key, String defaultText, String description) {
    return Value.of(key, TIME_LIMIT, defaultText, description);
  }
}
