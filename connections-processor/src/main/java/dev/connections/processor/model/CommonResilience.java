package dev.connections.processor.model;

import static dev.connections.processor.model.RuntimeSettings.NUMBER;
import static dev.connections.processor.model.RuntimeSettings.OPTIONAL_TIME;
import static dev.connections.processor.model.RuntimeSettings.TIME;
import static dev.connections.processor.model.RuntimeSettings.atLeast;
import static dev.connections.processor.model.RuntimeSettings.atMost;
import static dev.connections.processor.model.RuntimeSettings.defaulted;
import static dev.connections.processor.model.RuntimeSettings.limit;
import static dev.connections.processor.model.RuntimeSettings.positive;
import static dev.connections.processor.model.RuntimeSettings.setting;

/**
 * The settings by which connections of every type deal with failures. The runtime's {@code
 * ResilienceBinder} is their other half.
 */
final class CommonResilience {

  private static final SettingType SHARE = new SettingType.Scalar(ScalarKind.PERCENTAGE);
  private static final SettingType SWITCH = new SettingType.Scalar(ScalarKind.BOOLEAN);

  private CommonResilience() {}

  static SettingType retry() {
    return record(
        "Retry",
        "When an operation is tried again, if what is known of it allows that.",
        defaulted(
            "maxAttempts",
            NUMBER,
            "3",
            "How many attempts in all; 1 for none but the first.",
            atLeast(1),
            atMost(100)),
        limit(
            "base",
            "100ms",
            "The longest first wait, doubled for each that follows; what is waited is drawn from"
                + " nothing to that. At most cap, and cap if that is shorter."),
        limit("cap", "5s", "The longest wait at all."),
        setting("budget", budget(), "How many retries all operations may make together."));
  }

  private static SettingType budget() {
    return record(
        "Budget",
        "How many retries the operations of a connection may make together.",
        defaulted("ratio", SHARE, "20%", "Retries for each call.", atLeast(0), atMost(100)),
        defaulted(
            "perSecond",
            NUMBER,
            "3",
            "Retries that are there in any case, each second.",
            atLeast(0)));
  }

  static SettingType circuit() {
    return record(
        "Circuit",
        "When an endpoint is left alone because too much fails there.",
        defaulted(
            "enabled", SWITCH, "true", "Whether it ever is; an operator can do it in any case."),
        defaulted(
            "failureRate",
            SHARE,
            "50%",
            "From which share of failures on.",
            atLeast(1),
            atMost(100)),
        limit("window", "30s", "Among the attempts of which time; whole seconds, from 1s to 1h."),
        defaulted(
            "minimumCalls", NUMBER, "20", "Not before there were so many attempts.", atLeast(1)),
        limit(
            "openFor",
            "5s",
            "How long it is left alone the first time, doubled each time that it fails again. At"
                + " most maxOpenFor, and maxOpenFor if that is shorter."),
        limit("maxOpenFor", "60s", "How long it is left alone at most."),
        defaulted(
            "probes",
            NUMBER,
            "3",
            "How many attempts are let through to see whether it is back.",
            atLeast(1),
            atMost(1000)),
        setting(
            "slowCall",
            OPTIONAL_TIME,
            "From which duration on a success counts as a failure; left out, never.",
            positive()));
  }

  static SettingType rateLimit() {
    return record(
        "RateLimit",
        "How many operations may begin in a period.",
        setting("permits", NUMBER, "How many.", atLeast(1)),
        limit("period", "1s", "In which time."));
  }

  static SettingType monitoring() {
    return record(
        "Monitoring",
        "How it is found out how a connection is where its operations do not show it.",
        limit("interval", "30s", "How long without a sign of life before it is probed."),
        defaulted(
            "failAfter", NUMBER, "3", "After how many failures in a row it is down.", atLeast(1)),
        defaulted(
            "recoverAfter",
            NUMBER,
            "2",
            "After how many successes in a row it is up again.",
            atLeast(1)));
  }

  static SettingType failover() {
    return record(
        "Failover",
        "When another endpoint takes over; of no effect where there is only one.",
        defaulted("grace", TIME, "0s", "How long the active endpoint must be unusable."),
        defaulted(
            "failBack",
            new SettingType.DurationOr("never"),
            "30s",
            "How long an endpoint further up must have been usable again before it takes over."),
        defaulted(
            "balanceReads",
            SWITCH,
            "false",
            "Whether operations that only read are spread over all usable endpoints."),
        defaulted(
            "panic",
            SHARE,
            "0%",
            "Below which share of usable endpoints all are taken for usable; 0% for never.",
            atLeast(0),
            atMost(100)));
  }

  private static SettingType record(String name, String description, SettingModel... settings) {
    return RuntimeSettings.record("ResilienceSettings", name, description, settings);
  }
}
