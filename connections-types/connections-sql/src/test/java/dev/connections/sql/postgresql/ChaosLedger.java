package dev.connections.sql.postgresql;

import dev.connections.failure.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What callers were told of each of their writes, to be compared with what the server has in the
 * end. Thread-safe.
 */
final class ChaosLedger {

  /** Where each write leaves one row with its id; only one has a unique constraint. */
  enum Table {
    /** Written by single statements. */
    PLAIN,
    /** Written by transactions that also move money. */
    TRANSFER,
    /** Written under a key, which is unique. */
    KEYED
  }

  /** What a caller knows. */
  private enum Word {
    APPLIED(1, 1),
    NOT_APPLIED(0, 0),
    UNKNOWN(0, 1);

    private final int least;
    private final int most;

    Word(int least, int most) {
      this.least = least;
      this.most = most;
    }
  }

  private record Entry(Word word, String told) {}

  private record Versions(long acknowledged, long tried) {}

  private final Map<Table, Map<Long, Entry>> writes = new EnumMap<>(Table.class);
  private final Map<Long, Versions> upserts = new ConcurrentHashMap<>();

  ChaosLedger() {
    for (Table table : Table.values()) {
      writes.put(table, new ConcurrentHashMap<>());
    }
  }

  private void note(Table table, long id, Word word, String told) {
    Map<Long, Entry> entries = writes.getOrDefault(table, Map.of());
    if (entries.put(id, new Entry(word, told)) != null) {
      throw new AssertionError("written down twice: " + table + " " + id);
    }
  }

  void acknowledged(Table table, long id) {
    note(table, id, Word.APPLIED, "done");
  }

  void failed(Table table, long id, Outcome outcome, Exception told) {
    note(
        table,
        id,
        switch (outcome) {
          case NOT_SENT, NOT_APPLIED -> Word.NOT_APPLIED;
          case UNKNOWN -> Word.UNKNOWN;
          case APPLIED -> Word.APPLIED;
        },
        told.toString());
  }

  /** A row is about to be brought to a version. */
  void upserts(long id, long version) {
    upserts.merge(
        id, new Versions(0, version), (before, next) -> new Versions(before.acknowledged, version));
  }

  void upserted(long id, long version) {
    upserts.computeIfPresent(id, (row, before) -> new Versions(version, before.tried));
  }

  /** Everything that the server has otherwise than somebody was told. */
  List<String> lies(Connection server) throws SQLException {
    List<String> lies = new ArrayList<>();
    for (Map.Entry<Table, Map<Long, Entry>> table : writes.entrySet()) {
      Map<Long, Long> rows =
          rows(server, "SELECT id, count(*) FROM " + table.getKey() + " GROUP BY id");
      table
          .getValue()
          .forEach(
              (id, entry) -> {
                long found = rows.getOrDefault(id, 0L);
                if (found < entry.word.least || found > entry.word.most) {
                  lies.add(
                      "%s %d is there %d times, but its caller was told: %s (%s)"
                          .formatted(table.getKey(), id, found, entry.word, entry.told));
                }
              });
      rows.keySet().stream()
          .filter(id -> !table.getValue().containsKey(id))
          .forEach(id -> lies.add(table.getKey() + " " + id + " is there, but nobody wrote it"));
    }
    Map<Long, Long> versions = rows(server, "SELECT id, version FROM upserted");
    upserts.forEach(
        (id, row) -> {
          long found = versions.getOrDefault(id, 0L);
          if (found < row.acknowledged || found > row.tried) {
            lies.add("row %d has version %d, but should have one of %s".formatted(id, found, row));
          }
        });
    return lies;
  }

  private static Map<Long, Long> rows(Connection server, String sql) throws SQLException {
    Map<Long, Long> found = new HashMap<>();
    try (Statement statement = server.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return found;
  }

  long acknowledged() {
    return count(Word.APPLIED);
  }

  long notApplied() {
    return count(Word.NOT_APPLIED);
  }

  long unknown() {
    return count(Word.UNKNOWN);
  }

  private long count(Word word) {
    return writes.values().stream()
        .flatMap(entries -> entries.values().stream())
        .filter(entry -> entry.word == word)
        .count();
  }
}
