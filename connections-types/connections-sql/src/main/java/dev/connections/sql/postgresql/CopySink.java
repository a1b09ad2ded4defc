package dev.connections.sql.postgresql;

import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the data of a {@code COPY … TO STDOUT} goes. */
@FunctionalInterface
public interface CopySink {

  /** Takes a row of the text format. */
  @FunctionalInterface
  interface Row {

    /**
     * Takes it.
     *
     * @param values in the order of the statement's columns, as the server writes them; null for
     *     NULL
     */
    void accept(List<@Nullable String> values) throws Exception;
  }

  /**
   * Takes a row as it came, with its line break. What it throws ends the copy.
   *
   * @param row in the format that the statement names, texts in UTF-8; in the binary format the
   *     first has the header, too
   */
  void accept(byte[] row) throws Exception;

  /** A stream, which is neither flushed nor closed. */
  static CopySink to(OutputStream out) {
    return out::write;
  }

  /** A writer, which is neither flushed nor closed. */
  static CopySink to(Writer out) {
    return row -> out.write(new String(row, StandardCharsets.UTF_8));
  }

  /** Rows, for a statement without options: the text format. */
  static CopySink rows(Row rows) {
    return row -> rows.accept(CopyText.read(row));
  }
}
