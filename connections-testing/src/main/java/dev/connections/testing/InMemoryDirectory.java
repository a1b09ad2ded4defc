package dev.connections.testing;

import static dev.connections.testing.InMemoryEntry.rejection;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.annotations.grammar.NearestName;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the connections of an in-memory provider, and says why one cannot be had. Immutable. */
final class InMemoryDirectory {

  private final List<InMemoryEntry> entries;

  InMemoryDirectory(List<InMemoryEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  List<InMemoryEntry> entries() {
    return entries;
  }

  List<String> names() {
    return entries.stream().map(InMemoryEntry::name).toList();
  }

  InMemoryEntry named(String name) {
    InMemoryEntry entry = find(name);
    if (entry == null) {
      throw rejection(name, unknown(name));
    }
    return entry;
  }

  InMemoryEntry ofType(ConnectionTypeDescriptor<?, ?> type, String name) {
    InMemoryEntry entry = named(name);
    if (!entry.isOf(type)) {
      throw rejection(
          name, "it is of type " + entry.connection().type() + ", but was asked for as " + type);
    }
    return entry;
  }

  InMemoryEntry withId(int id) {
    return entries.stream()
        .filter(entry -> entry.id() != null && entry.id() == id)
        .findFirst()
        .orElseThrow(() -> rejection("id " + id, "no connection with this id is configured"));
  }

  /**
   * The one connection with these settings.
   *
   * @param type what it must be; null for anything
   */
  InMemoryEntry configuredAs(
      @Nullable ConnectionTypeDescriptor<?, ?> type, ConnectionConfiguration configuration) {
    List<InMemoryEntry> found =
        entries.stream()
            .filter(entry -> configuration.equals(entry.configuration()))
            .filter(entry -> type == null || entry.isOf(type))
            .toList();
    String subject = type == null ? configuration.getClass().getSimpleName() : "type " + type;
    if (found.isEmpty()) {
      throw rejection(subject, "no connection has these settings");
    }
    if (found.size() > 1) {
      throw rejection(
          subject,
          "these settings do not tell which connection is meant: "
              + String.join(", ", found.stream().map(InMemoryEntry::name).toList())
              + " have equal ones; ask by name");
    }
    return found.get(0);
  }

  void require(Collection<? extends ConnectionKey<?>> keys) {
    List<String> problems = new ArrayList<>();
    for (ConnectionKey<?> key : keys) {
      InMemoryEntry entry = find(key.name());
      if (entry == null) {
        problems.add(key.name() + ": " + unknown(key.name()));
      } else if (!key.connectionClass().isInstance(entry.connection())) {
        problems.add(key.name() + ": " + entry.wrongClass(key.connectionClass()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConnectionConfigurationException(
          Diagnosis.of("required connections", String.join("\n", problems)).build(), null);
    }
  }

  /** Ends all fakes, in reverse order. */
  List<CloseReport.Entry> endAll() {
    List<CloseReport.Entry> report = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      report.add(end(entries.get(i)));
    }
    return List.copyOf(report);
  }

  private static CloseReport.Entry end(InMemoryEntry entry) {
    List<LeaseHolder> aborted = List.of();
    Ending ending = Ending.DRAINED;
    if (entry.connection() instanceof FakeManagedConnection<?> fake) {
      aborted = fake.holders();
      ending = fake.end() ? Ending.DRAINED : Ending.NEVER_OPENED;
    }
    return new CloseReport.Entry(
        entry.name(), aborted.isEmpty() ? ending : Ending.ABORTED, Duration.ZERO, aborted, null);
  }

  private @Nullable InMemoryEntry find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst().orElse(null);
  }

  private String unknown(String name) {
    String nearest = NearestName.of(name, names()).orElse(null);
    return "no connection of this name is configured"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
        + (entries.isEmpty() ? "; none is" : "; configured: " + String.join(", ", names()));
  }
}
