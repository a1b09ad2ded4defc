package dev.connections.sql;

import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Diagnosis;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database cancelled a statement. */
public final class TimedOutSqlException extends DeadlineExceededException implements SqlFailure {

  private static final long serialVersionUID = 1L;

  private final SqlErrorDetail detail;

  TimedOutSqlException(Diagnosis diagnosis, @Nullable Throwable cause, SqlErrorDetail detail) {
    super(diagnosis, cause);
    this.detail = detail;
  }

  @Override
  public SqlProblem problem() {
    return SqlProblem.of(detail.sqlState(), detail.vendorCode());
  }

  @Override
  public Optional<String> sqlState() {
    return Optional.ofNullable(detail.sqlState());
  }

  @Override
  public int vendorCode() {
    return detail.vendorCode();
  }

  @Override
  public Optional<String> constraint() {
    return Optional.ofNullable(detail.constraint());
  }

  @Override
  public Optional<String> schema() {
    return Optional.ofNullable(detail.schema());
  }

  @Override
  public Optional<String> table() {
    return Optional.ofNullable(detail.table());
  }

  @Override
  public Optional<String> column() {
    return Optional.ofNullable(detail.column());
  }
}
