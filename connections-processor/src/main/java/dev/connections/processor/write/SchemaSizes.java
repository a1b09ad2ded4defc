package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import java.util.List;

/**
 * The sizes that all constraints of a setting allow.
 *
 * @param least the least
 * @param most the greatest
 */
record SchemaSizes(int least, int most) {

  static SchemaSizes of(List<ConstraintModel> constraints) {
    int least = 0;
    int most = Integer.MAX_VALUE;
    for (ConstraintModel constraint : constraints) {
      if (constraint instanceof ConstraintModel.Size size) {
        least = Math.max(least, size.least());
        most = Math.min(most, size.most());
      } else if (constraint instanceof ConstraintModel.NotEmpty) {
        least = Math.max(least, 1);
      }
    }
    return new SchemaSizes(least, Math.max(0, most));
  }

  /** Writes the limits that exclude anything. */
  void write(String leastKey, String mostKey, JsonText json) {
    if (least > 0) {
      json.raw(leastKey, Integer.toString(least));
    }
    if (most < Integer.MAX_VALUE) {
      json.raw(mostKey, Integer.toString(most));
    }
  }
}
