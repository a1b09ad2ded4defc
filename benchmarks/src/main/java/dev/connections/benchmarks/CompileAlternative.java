package dev.connections.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One way to compile, with what was measured of it at each size, the smallest first. */
final class CompileAlternative {

  private final String name;
  private final List<String> processing;
  private final CompileAlternative without;
  private final List<AtSize> sizes = new ArrayList<>();

  /** The sources of so many classes, and how long they took. */
  record AtSize(int classes, SourceTree sources, Samples wall, Samples cpu) {}

  /** An alternative that is judged by itself. */
  CompileAlternative(String name, List<String> processing) {
    this.name = name;
    this.processing = processing;
    this.without = this;
  }

  /** An alternative that is judged beside the same sources without a processor. */
  CompileAlternative(String name, List<String> processing, CompileAlternative without) {
    this.name = name;
    this.processing = processing;
    this.without = without;
  }

  void add(int classes, SourceTree sources) {
    sizes.add(new AtSize(classes, sources, new Samples(), new Samples()));
  }

  String name() {
    return name;
  }

  /** What {@code javac} is told about processors. */
  List<String> processing() {
    return processing;
  }

  AtSize at(int size) {
    return sizes.get(size);
  }

  private AtSize greatest() {
    return sizes.get(sizes.size() - 1);
  }

  double growthOfCpu() {
    return greatest().cpu().median() / sizes.get(0).cpu().median();
  }

  double timesCpuOf(CompileAlternative other) {
    return greatest().cpu().median() / other.greatest().cpu().median();
  }

  double wallMillisecondsPerClass() {
    return perClass(at -> at.wall().median());
  }

  double cpuMillisecondsPerClass() {
    return perClass(at -> at.cpu().median());
  }

  private double perClass(ToDoubleFunction<AtSize> seconds) {
    double added = seconds.applyAsDouble(greatest()) - seconds.applyAsDouble(without.greatest());
    return added * 1_000 / greatest().classes();
  }

  String row(long classBytes) {
    return String.format(
        Locale.ROOT,
        "| %s | %s ±%.0f %% | %s ±%.0f %% | %.1f | %.1f | %,d | %s | %s |\n",
        name,
        seconds(at -> at.wall().median()),
        greatest().wall().noise(),
        seconds(at -> at.cpu().median()),
        greatest().cpu().noise(),
        timesCpuOf(without),
        growthOfCpu(),
        classBytes / 1024,
        without == this ? "–" : String.format(Locale.ROOT, "%.2f", wallMillisecondsPerClass()),
        without == this ? "–" : String.format(Locale.ROOT, "%.2f", cpuMillisecondsPerClass()));
  }

  private String seconds(ToDoubleFunction<AtSize> seconds) {
    StringBuilder text = new StringBuilder();
    for (AtSize at : sizes) {
      text.append(text.length() == 0 ? "" : " / ")
          .append(String.format(Locale.ROOT, "%.2f", seconds.applyAsDouble(at)));
    }
    return text.toString();
  }
}
