package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.ConstraintModel.Bound;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/** A number that all bounds of a setting allow: 1, or what is nearest to it. */
final class ExampleNumber {

  private ExampleNumber() {}

  static BigDecimal of(List<ConstraintModel> constraints, boolean whole) {
    List<Bound> bounds =
        constraints.stream().filter(Bound.class::isInstance).map(Bound.class::cast).toList();
    BigDecimal number = BigDecimal.ONE;
    for (Bound bound : bounds) {
      if (!bound.allows(number)) {
        number = nearest(bound, whole);
      }
    }
    BigDecimal candidate = number;
    return bounds.stream().allMatch(bound -> bound.allows(candidate)) ? number : middle(bounds);
  }

  private static BigDecimal nearest(Bound bound, boolean whole) {
    boolean lower = bound.kind().isLower();
    BigDecimal limit =
        whole
            ? bound.limit().setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR)
            : bound.limit();
    if (bound.allows(limit)) {
      return limit;
    }
    return lower ? limit.add(BigDecimal.ONE) : limit.subtract(BigDecimal.ONE);
  }

  /** Between limits that are not 1 apart and are themselves rejected. */
  private static BigDecimal middle(List<Bound> bounds) {
    BigDecimal least = limits(bounds, true).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    BigDecimal most = limits(bounds, false).min(BigDecimal::compareTo).orElse(least);
    return least.add(most).divide(BigDecimal.valueOf(2));
  }

  private static Stream<BigDecimal> limits(List<Bound> bounds, boolean lower) {
    return bounds.stream().filter(bound -> bound.kind().isLower() == lower).map(Bound::limit);
  }
}
