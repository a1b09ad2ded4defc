package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Violation;
import java.util.List;

/** Notes where a setting is written under a former key, and reports where it is written twice. */
final class FormerKeys {

  private final Reading reading;

  FormerKeys(Reading reading) {
    this.reading = reading;
  }

  /**
   * Looks at one setting.
   *
   * @param said what the sources say of the record
   * @param keys the key of the setting, and then its former ones
   */
  void report(Layered said, List<String> keys) {
    String key = keys.get(0);
    Layered.Layer first = null;
    String firstKey = key;
    for (String each : keys) {
      Layered.Layer written = said.written(each);
      if (written != null && first != null) {
        reportTwice(written, each, firstKey, first);
      } else if (written != null) {
        first = written;
        firstKey = each;
        if (!each.equals(key)) {
          String place = written.nameOrigin() + "  " + written.path();
          reading.notes().warn(place + " is deprecated; write " + key + " instead of " + each);
        }
      }
    }
  }

  private void reportTwice(Layered.Layer second, String key, String firstKey, Layered.Layer first) {
    String problem =
        "is the same setting as " + firstKey + ", which is set at " + first.nameOrigin();
    String hint = "remove " + key + ", which is deprecated";
    // The value is not shown: whether it is a secret is not known here.
    reading
        .violations()
        .add(new Violation(second.nameOrigin(), second.path(), null, problem, null, hint));
  }
}
