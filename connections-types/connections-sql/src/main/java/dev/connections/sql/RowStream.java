package dev.connections.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result set, one after the other. Never split: a result set is for one thread.
 *
 * @param <T> a row
 */
final class RowStream<T> extends Spliterators.AbstractSpliterator<T> {

  /** Carries a failure of the driver through a stream, which cannot throw it. */
  static final class ReadFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    ReadFailure(SQLException failure) {
      super("The rows could not be read on; see the cause", failure, false, false);
      this.failure = failure;
    }

    SQLException sqlException() {
      return failure;
    }
  }

  private final ResultSet found;
  private final RowMapper<T> rows;

  private RowStream(ResultSet found, RowMapper<T> rows) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.found = found;
    this.rows = rows;
  }

  /** A sequential stream that fails with {@link ReadFailure}. */
  static <T> Stream<T> of(ResultSet found, RowMapper<T> rows) {
    return StreamSupport.stream(new RowStream<>(found, rows), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    T row;
    try {
      if (!found.next()) {
        return false;
      }
      row = rows.map(found);
    } catch (SQLException failure) {
      throw new ReadFailure(failure);
    }
    action.accept(row);
    return true;
  }

  /** The rest would be read into memory, for a second thread that must not use a result set. */
  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }
}
