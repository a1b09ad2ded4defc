package dev.connections.internal.configuration.common;

import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.settings.ConnectionSettings.OperationLimits;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds time limits. A limit that was written must fit into {@code total}; one that was left out is
 * its default or {@code total}, whichever is less. A class of operations has the ordinary limits
 * where it is silent.
 */
final class TimeoutsBinder {

  private static final String TOTAL = "total";
  private static final String ATTEMPT = "attempt";

  private TimeoutsBinder() {}

  static @Nullable Timeouts bind(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.TIMEOUTS);
    Duration total = in.duration(TOTAL);
    TrackedNode limit = in.child(TOTAL);
    Duration attempt = in.durationWithin(ATTEMPT, limit, total);
    Duration acquire = in.durationWithin("acquire", limit, total);
    Duration connect = in.durationWithin("connect", limit, total);
    Duration health = in.duration("health");
    Duration drain = in.duration("drain");
    Map<String, OperationLimits> classes =
        classes(
            in.child("classes").orEmpty(),
            total == null ? Timeouts.DEFAULT.total() : total,
            attempt == null ? Timeouts.DEFAULT.attempt() : attempt);
    if (!in.isComplete()
        || total == null
        || attempt == null
        || acquire == null
        || connect == null
        || health == null
        || drain == null) {
      return null;
    }
    boolean attemptConfigured = in.child(ATTEMPT).kind() != Kind.MISSING;
    return new Timeouts(
        total, attempt, acquire, connect, health, drain, classes, attemptConfigured);
  }

  private static Map<String, OperationLimits> classes(
      TrackedNode node, Duration ordinaryTotal, Duration ordinaryAttempt) {
    node.object(node.keys().toArray(new String[0]));
    Map<String, OperationLimits> classes = new LinkedHashMap<>();
    for (String name : node.keys()) {
      TrackedNode child = node.child(name);
      if (child.kind() == Kind.MISSING) {
        child.violation("is missing", "the settings total, attempt", null);
        continue;
      }
      SettingGroup in = new SettingGroup(child, CommonSettings.OPERATION_LIMITS);
      Duration total = in.duration(TOTAL, ordinaryTotal);
      Duration attempt = in.durationWithin(ATTEMPT, ordinaryAttempt, in.child(TOTAL), total);
      if (total != null && attempt != null) {
        classes.put(name, new OperationLimits(total, attempt));
      }
    }
    return classes;
  }
}
