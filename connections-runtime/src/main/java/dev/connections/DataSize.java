package dev.connections;

import dev.connections.annotations.grammar.DataSizeText;
import dev.connections.annotations.grammar.Mismatch;
import dev.connections.annotations.grammar.Parsed;

/**
 * An amount of data, written as a whole number with a unit: {@code 10MiB}, {@code 512kB}, {@code
 * 100B}. {@code KiB MiB GiB TiB} are powers of 1024, {@code kB MB GB TB} powers of 1000. Immutable.
 *
 * @param bytes how many bytes; not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size is not negative, but this one was " + bytes);
    }
  }

  /**
   * So many bytes.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static DataSize ofBytes(long bytes) {
    return new DataSize(bytes);
  }

  /**
   * Reads a size as configurations write it, without spaces, the case of the unit as in {@code kB}
   * and {@code MiB}.
   *
   * @throws IllegalArgumentException if the text is none, or more than {@link Long#MAX_VALUE} bytes
   */
  public static DataSize parse(String text) {
    Parsed<Long> parsed = DataSizeText.parse(text);
    parsed.mismatch().ifPresent(mismatch -> reject(text, mismatch));
    return new DataSize(parsed.value().orElseThrow());
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** As it is written, with the greatest unit that gives a whole number: {@code 10MiB}. */
  @Override
  public String toString() {
    return DataSizeText.of(bytes);
  }

  private static void reject(String text, Mismatch mismatch) {
    boolean isSize = !mismatch.expected().equals(DataSizeText.EXPECTED);
    throw new IllegalArgumentException(
        "'"
            + text
            + "' "
            + (isSize ? mismatch.problem() : "is not a size")
            + ": "
            + mismatch.expected());
  }
}
