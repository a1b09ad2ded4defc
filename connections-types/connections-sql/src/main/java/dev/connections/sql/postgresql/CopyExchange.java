package dev.connections.sql.postgresql;

import dev.connections.failure.Phase;
import dev.connections.sql.internal.pool.Loan;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;

/**
 * One {@code COPY} on a lent connection. pgjdbc waits forever when its connection is asked for
 * anything before the copy has ended; so it has ended, or the connection is cut, when this closes.
 * Used by one thread.
 */
final class CopyExchange implements AutoCloseable {

  /** How many bytes are sent or read before the user's code runs again. */
  private static final int PORTION = 64 * 1024;

  private final Loan loan;
  private final String sql;
  private final BaseConnection driver;

  /** What a cancel request goes by; it is never executed. */
  private final Statement handle;

  /** Whether all rows were read. */
  private boolean ended;

  CopyExchange(Loan loan, String sql) throws SQLException {
    this.loan = loan;
    this.sql = sql;
    if (!loan.connection().isWrapperFor(PGConnection.class)) {
      throw new IllegalArgumentException(
          "A copy needs a JDBC connection of a PostgreSql connection, but was given one of "
              + loan);
    }
    loan.watch(sql);
    loan.occupy("A COPY");
    try {
      this.driver = loan.connection().unwrap(BaseConnection.class);
      this.handle = loan.connection().createStatement();
    } catch (SQLException failure) {
      loan.release();
      throw failure;
    }
  }

  long in(CopySource source, PostgreSqlCopy.Progress progress) throws Exception {
    CopyIn copy = begun(Phase.SEND, manager -> manager.copyIn(sql));
    try {
      // Nothing is kept before the end of the data was sent, whatever fails until then.
      Portions out = new Portions(copy, progress);
      out.takeAll(source);
      loan.lastIsNext();
      return loan.exchange(handle, copy::endCopy);
    } catch (Exception | Error failure) {
      end(copy, failure, () -> loan.part(handle, Phase.SEND, () -> Loan.done(copy::cancelCopy)));
      throw failure;
    }
  }

  long out(CopySink sink, PostgreSqlCopy.Progress progress) throws Exception {
    // A query may change something, and is done before its last rows were read.
    Phase phase = loan.isAutoCommit() ? Phase.RECEIVE : Phase.SEND;
    CopyOut copy = begun(phase, manager -> manager.copyOut(sql));
    try {
      long lines = 0;
      long bytes = 0;
      List<byte[]> rows = new ArrayList<>();
      while (loan.part(handle, phase, () -> read(copy, rows))) {
        checkInterrupt();
        for (byte[] row : rows) {
          sink.accept(row);
          lines++;
          bytes += row.length;
        }
        progress.copied(lines, bytes);
        rows.clear();
      }
      loan.lastIsNext();
      return loan.exchange(null, copy::getHandledRowCount);
    } catch (Exception | Error failure) {
      end(copy, failure, () -> stop(copy, phase));
      throw failure;
    }
  }

  /** Makes a copy of a driver that is ready for it. */
  private interface Begin<C> {
    C on(CopyManager manager) throws SQLException;
  }

  private <C> C begun(Phase phase, Begin<C> begin) throws SQLException {
    if (driver.isReadOnly()
        && !driver.getAutoCommit()
        && driver.getTransactionState() == TransactionState.IDLE) {
      // For a copy pgjdbc begins transactions that may write.
      loan.part(handle, phase, () -> handle.execute("SET TRANSACTION READ ONLY"));
    }
    try {
      return loan.part(handle, phase, () -> begin.on(driver.getCopyAPI()));
    } catch (PSQLException failure) {
      if (failure.getServerErrorMessage() == null) {
        loan.abort(); // a copy may be running of which we have no handle
      }
      throw failure;
    }
  }

  /** False at the end, after which the driver must not be asked for more. */
  private boolean read(CopyOut copy, List<byte[]> rows) throws SQLException {
    int size = 0;
    while (size < PORTION && !ended) {
      byte[] row = copy.readFromCopy();
      if (row == null) {
        ended = true;
      } else {
        rows.add(row);
        size += row.length;
      }
    }
    return !rows.isEmpty();
  }

  private static void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while it copied");
    }
  }

  /**
   * Tells the server to stop, and reads what it has sent meanwhile, so that its answer to the
   * cancel request is seen: otherwise it might hit what comes next.
   */
  private void stop(CopyOut copy, Phase phase) throws SQLException {
    loan.cancelRequested();
    driver.cancelQuery();
    List<byte[]> rest = new ArrayList<>();
    while (loan.part(handle, phase, () -> read(copy, rest))) {
      rest.clear();
    }
  }

  private void end(CopyOperation copy, Throwable failure, Loan.Call stop) {
    if (!copy.isActive()) {
      return;
    }
    try {
      stop.run();
    } catch (SQLException second) {
      // The answer that was asked for, or what the failure says already.
      if (copy.isActive()) {
        failure.addSuppressed(second);
      }
    }
    if (copy.isActive()) {
      loan.abort();
    }
  }

  @Override
  public void close() throws SQLException {
    loan.release();
    handle.close();
  }

  /** Sends what is written to it, in portions; remembers what that failed with. */
  private final class Portions extends OutputStream {

    private final CopyIn copy;
    private final PostgreSqlCopy.Progress progress;
    private final byte[] portion = new byte[PORTION];
    private int filled;
    private long lines;
    private long bytes;
    private @Nullable Exception failure;

    Portions(CopyIn copy, PostgreSqlCopy.Progress progress) {
      this.copy = copy;
      this.progress = progress;
    }

    /** What sending failed with comes first, whatever the source made of it. */
    void takeAll(CopySource source) throws Exception {
      try {
        source.writeTo(this);
      } catch (Exception | Error thrown) {
        if (failure == null) {
          throw thrown;
        }
      }
      if (failure == null && filled > 0) {
        trySend();
      }
      if (failure != null) {
        throw failure;
      }
      checkInterrupt();
    }

    @Override
    public void write(int one) throws IOException {
      portion[filled++] = (byte) one;
      sendIfFull();
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int at = offset;
      int end = offset + length;
      while (at < end) {
        int taken = Math.min(end - at, PORTION - filled);
        System.arraycopy(from, at, portion, filled, taken);
        filled += taken;
        at += taken;
        sendIfFull();
      }
    }

    private void sendIfFull() throws IOException {
      if (failure == null && filled == PORTION) {
        trySend();
      }
      if (failure != null) {
        filled = 0;
        throw new IOException("The copy has failed; see the cause", failure);
      }
    }

    private void count() throws Exception {
      for (int i = 0; i < filled; i++) {
        lines += portion[i] == '\n' ? 1 : 0;
      }
      bytes += filled;
      progress.copied(lines, bytes);
    }

    private void trySend() {
      try {
        checkInterrupt();
        loan.part(handle, Phase.SEND, () -> Loan.done(() -> copy.writeToCopy(portion, 0, filled)));
        if (progress != PostgreSqlCopy.Progress.NONE) {
          count();
        }
        filled = 0;
      } catch (Exception thrown) {
        failure = thrown;
      }
    }
  }
}
