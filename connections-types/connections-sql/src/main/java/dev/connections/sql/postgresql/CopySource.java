package dev.connections.sql.postgresql;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a {@code COPY … FROM STDIN} comes from. It is written once, in the format that
 * the statement names; texts in UTF-8.
 *
 * <pre>{@code
 * orders.copyIn(LOAD, "copy orders (id, item) from stdin (format csv)", out -> Files.copy(file, out));
 * }</pre>
 */
@FunctionalInterface
public interface CopySource {

  /**
   * Writes all of the data. What it throws ends the copy, of which nothing is kept then.
   *
   * @param out sends what is written, 64 KiB at a time; need not be closed or flushed. That the
   *     server has rejected something is seen when all is written: pgjdbc does not look before
   */
  void writeTo(OutputStream out) throws Exception;

  /** The bytes of a stream, which is not closed. */
  static CopySource of(InputStream in) {
    return in::transferTo;
  }

  /** The text of a reader, which is not closed. */
  static CopySource of(Reader in) {
    return out -> {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      in.transferTo(text);
      text.flush();
    };
  }

  /**
   * Rows, for a statement without options: the text format. Each value is sent as its {@code
   * toString()}, an enum as its name, a {@code byte[]} as {@code bytea}, and null as NULL.
   *
   * @param items read once, while it runs; need not fit into memory
   * @param values makes the values of a row, in the order of the statement's columns
   */
  static <T> CopySource rows(
      Iterable<T> items, Function<? super T, ? extends List<? extends @Nullable Object>> values) {
    return out -> {
      StringBuilder lines = new StringBuilder();
      for (T item : items) {
        CopyText.write(values.apply(item), lines);
        if (lines.length() >= CopyText.PORTION) {
          out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
          lines.setLength(0);
        }
      }
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    };
  }
}
