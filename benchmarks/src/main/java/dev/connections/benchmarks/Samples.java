package dev.connections.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The figures of one thing that was measured several times. */
final class Samples {

  private final List<Double> sorted = new ArrayList<>();

  void add(double value) {
    sorted.add(value);
    Collections.sort(sorted);
  }

  double median() {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Half the distance between the quartiles, in percent of the median. */
  double noise() {
    return 100 * spread() / median();
  }

  /** Half the distance between the quartiles. */
  double spread() {
    double first = sorted.get(sorted.size() / 4);
    double third = sorted.get(sorted.size() - 1 - sorted.size() / 4);
    return (third - first) / 2;
  }
}
