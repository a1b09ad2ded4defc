package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the range that all constraints of a number allow. */
final class SchemaRanges {

  private SchemaRanges() {}

  static void write(List<ConstraintModel> constraints, JsonText json) {
    ConstraintModel.Bound least = null;
    ConstraintModel.Bound most = null;
    for (ConstraintModel constraint : constraints) {
      if (constraint instanceof ConstraintModel.Bound bound) {
        if (bound.kind().isLower()) {
          least = stricter(least, bound);
        } else {
          most = stricter(most, bound);
        }
      }
    }
    if (least != null) {
      json.raw(least.inclusive() ? "minimum" : "exclusiveMinimum", number(least));
    }
    if (most != null) {
      json.raw(most.inclusive() ? "maximum" : "exclusiveMaximum", number(most));
    }
  }

  /** Whether a number is in the range. */
  static boolean allow(BigDecimal number, List<ConstraintModel> constraints) {
    return constraints.stream()
        .allMatch(
            constraint ->
                !(constraint instanceof ConstraintModel.Bound bound) || bound.allows(number));
  }

  /** Whether nothing, be it 0s or 0MiB or 0%, is outside of the range. */
  static boolean excludeNothing(List<ConstraintModel> constraints) {
    return !allow(BigDecimal.ZERO, constraints);
  }

  /** The limit of the one is outside of the other, which allows less, or it is the same limit. */
  private static ConstraintModel.Bound stricter(
      ConstraintModel.@Nullable Bound one, ConstraintModel.Bound other) {
    return one == null || !other.allows(one.limit()) ? other : one;
  }

  private static String number(ConstraintModel.Bound bound) {
    return bound.limit().toString();
  }
}
