package dev.connections.testing.sqlserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeSqlServer} answers to a statement. Immutable. */
public sealed interface SqlServerAnswer {

  /** The statement is done, without rows and without a count of them. */
  SqlServerAnswer DONE = new Updated(-1);

  /** Nothing is answered until the client cancels the statement (an attention), or is gone. */
  SqlServerAnswer UNTIL_CANCELED = new Silence();

  /** The server closes the connection without an answer. */
  SqlServerAnswer CLOSED = new Closed();

  /**
   * The statement has changed rows.
   *
   * @param count how many; negative for a statement that does not count
   */
  record Updated(long count) implements SqlServerAnswer {}

  /**
   * The statement gives rows.
   *
   * @param columns names and types
   * @param rows a value or null for each column
   */
  record Rows(List<Column> columns, List<List<@Nullable Object>> rows) implements SqlServerAnswer {

    /** Copies both lists. */
    public Rows {
      columns = List.copyOf(columns);
      List<List<@Nullable Object>> copied = new ArrayList<>();
      rows.forEach(row -> copied.add(Collections.unmodifiableList(new ArrayList<>(row))));
      rows = Collections.unmodifiableList(copied);
    }
  }

  /**
   * The statement fails.
   *
   * @param number the error's number, such as 2627
   * @param severity 11 to 16 for a statement that failed, 20 or more for a session that ends
   * @param message what the server says
   */
  record Failed(int number, int severity, String message) implements SqlServerAnswer {}

  /**
   * A text has several results.
   *
   * @param answers in their order
   */
  record Several(List<SqlServerAnswer> answers) implements SqlServerAnswer {

    /** Copies the list. */
    public Several {
      answers = List.copyOf(answers);
    }
  }

  /** See {@link #UNTIL_CANCELED}. */
  record Silence() implements SqlServerAnswer {}

  /** See {@link #CLOSED}. */
  record Closed() implements SqlServerAnswer {}

  /** One row of one whole number. */
  static SqlServerAnswer number(long value) {
    return new Rows(List.of(new Column("", ColumnType.BIGINT)), List.of(List.of(value)));
  }

  /** A failure of severity 16, with the number alone as its text. */
  static SqlServerAnswer error(int number) {
    return new Failed(number, 16, "error " + number);
  }

  /**
   * A column.
   *
   * @param name its label; may be empty
   * @param type how its values go over the wire
   */
  record Column(String name, ColumnType type) {}

  /** How values go over the wire. */
  enum ColumnType {
    /** Any {@code Number} without fraction. */
    BIGINT,
    /** A {@code Boolean}. */
    BIT,
    /** Any {@code Number}. */
    FLOAT,
    /** A {@code byte[]} of up to 8,000 bytes. */
    VARBINARY,
    /** Anything, by its {@code toString()}, of up to 4,000 characters. */
    NVARCHAR
  }
}
