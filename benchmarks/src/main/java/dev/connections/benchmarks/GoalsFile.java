package dev.connections.benchmarks;

import dev.connections.benchmarks.Goals.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * All goals with what was last measured of each, one a line, as JSON: beside {@link ResultsPage},
 * for programs. A run replaces what it has measured and leaves the rest.
 */
final class GoalsFile {

  /**
   * What the file says of a goal.
   *
   * @param measured {@code null} where nothing was measured yet
   * @param jdk what ran it, and on how many processors
   */
  record Entry(@Nullable Measured measured, String jdk, String date) {

    static final Entry NONE = new Entry(null, "", "");
  }

  private final Path file;

  GoalsFile(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void write(Goals goals) throws IOException {
    Map<String, Entry> entries = read();
    goals
        .measured()
        .forEach(
            (goal, figure) ->
                entries.put(goal.id(), new Entry(figure, machine(), LocalDate.now().toString())));
    StringJoiner lines = new StringJoiner(",\n", "{\"goals\": [\n", "\n]}\n");
    for (Goal goal : Goal.values()) {
      lines.add(line(goal, entries.getOrDefault(goal.id(), Entry.NONE)));
    }
    Files.writeString(file, lines.toString());
  }

  /** By the goals' ids. */
  Map<String, Entry> read() throws IOException {
    return Files.exists(file) ? parse(Files.readString(file)) : new LinkedHashMap<>();
  }

  /** Reads the text of such a file; JSON is YAML. */
  static Map<String, Entry> parse(String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<?, ?> whole = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    for (Object each : (List<?>) member(whole, "goals")) {
      Map<?, ?> goal = (Map<?, ?>) each;
      Measured measured =
          goal.get("measured") instanceof Number figure
              ? new Measured(figure.doubleValue(), ((Number) member(goal, "noise")).doubleValue())
              : null;
      entries.put(
          (String) member(goal, "id"),
          new Entry(measured, (String) member(goal, "jdk"), (String) member(goal, "date")));
    }
    return entries;
  }

  private static Object member(Map<?, ?> object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  private static String line(Goal goal, Entry entry) {
    StringJoiner members = new StringJoiner(", ", "  {", "}");
    members.add(text("id", goal.id()));
    members.add(text("goal", goal.text()));
    members.add("\"limit\": " + number(goal.limit()));
    Measured measured = entry.measured();
    members.add("\"measured\": " + (measured == null ? "null" : number(measured.measured())));
    members.add("\"noise\": " + (measured == null ? "null" : number(measured.noise())));
    members.add(text("unit", goal.unit()));
    members.add(text("peer", goal.peer()));
    members.add(text("jdk", entry.jdk()));
    members.add(text("date", entry.date()));
    members.add(text("command", goal.command()));
    return members.toString();
  }

  /** None of the texts has a character that JSON would want escaped. */
  private static String text(String name, String value) {
    return '"' + name + "\": \"" + value + '"';
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String machine() {
    return Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
  }
}
