package dev.connections.testing.sqlserver;

import dev.connections.testing.sqlserver.SqlServerAnswer.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How types are described and their values written ([MS-TDS] 2.2.5.4 and 2.2.5.5). */
final class TdsTypes {

  static final int INTEGER = 0x26;

  /** English (United States), ordered by code points. */
  static final byte[] COLLATION = {0x09, 0x04, (byte) 0xD0, 0x00, 0x34};

  private static final int DATE = 0x28;
  private static final int TIME = 0x29;
  private static final int DATE_TIME = 0x2A;
  private static final int DATE_TIME_OFFSET = 0x2B;
  private static final int BIT = 0x68;
  private static final int DECIMAL = 0x6A;
  private static final int NUMERIC = 0x6C;
  private static final int FLOAT = 0x6D;
  private static final int VARBINARY = 0xA5;
  private static final int VARCHAR = 0xA7;
  private static final int NVARCHAR = 0xE7;

  private static final int NULL = 0xFFFF;
  private static final int IN_PIECES = 0xFFFF;
  private static final int MOST_BYTES = 8000;

  private TdsTypes() {}

  static void describe(TdsWriter out, ColumnType type) {
    switch (type) {
      case BIGINT -> out.u8(INTEGER).u8(8);
      case BIT -> out.u8(BIT).u8(1);
      case FLOAT -> out.u8(FLOAT).u8(8);
      case VARBINARY -> out.u8(VARBINARY).u16(MOST_BYTES);
      case NVARCHAR -> out.u8(NVARCHAR).u16(MOST_BYTES).raw(COLLATION);
    }
  }

  static void write(TdsWriter out, ColumnType type, @Nullable Object value) {
    boolean isLong = type == ColumnType.VARBINARY || type == ColumnType.NVARCHAR;
    if (value == null) {
      if (isLong) {
        out.u16(NULL);
      } else {
        out.u8(0);
      }
      return;
    }
    switch (type) {
      case BIGINT -> out.u8(8).i64(((Number) value).longValue());
      case BIT -> out.u8(1).u8((Boolean) value ? 1 : 0);
      case FLOAT -> out.u8(8).i64(Double.doubleToLongBits(((Number) value).doubleValue()));
      case VARBINARY -> bytes(out, (byte[]) value);
      case NVARCHAR -> bytes(out, value.toString().getBytes(StandardCharsets.UTF_16LE));
    }
  }

  private static void bytes(TdsWriter out, byte[] value) {
    if (value.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "A value may have " + MOST_BYTES + " bytes, but has " + value.length);
    }
    out.u16(value.length).raw(value);
  }

  /** A parameter's value, after its description. */
  static @Nullable Object read(TdsReader in) {
    int type = in.u8();
    return switch (type) {
      case INTEGER, BIT, FLOAT -> fixed(in, type);
      case DECIMAL, NUMERIC -> decimal(in);
      case NVARCHAR -> text(in, true);
      case VARCHAR -> text(in, false);
      case VARBINARY -> variable(in, in.u16());
      case DATE, TIME, DATE_TIME, DATE_TIME_OFFSET -> moment(in, type);
      default ->
          throw new IllegalArgumentException(
              "A parameter of the type 0x%02X, which the fake cannot read".formatted(type));
    };
  }

  private static @Nullable Object fixed(TdsReader in, int type) {
    in.u8(); // the most that it can have
    int length = in.u8();
    if (length == 0) {
      return null;
    }
    if (type == BIT) {
      return in.u8() != 0;
    }
    if (type == FLOAT) {
      return length == 4 ? (double) in.f32() : in.f64();
    }
    long value = in.number(length);
    int unused = 64 - 8 * length;
    return length == 1 ? value : value << unused >> unused; // one byte has no sign
  }

  private static @Nullable Object decimal(TdsReader in) {
    in.u8();
    in.u8();
    int scale = in.u8();
    int length = in.u8();
    if (length == 0) {
      return null;
    }
    boolean positive = in.u8() == 1;
    byte[] lowestFirst = in.raw(length - 1);
    byte[] magnitude = new byte[lowestFirst.length];
    for (int i = 0; i < magnitude.length; i++) {
      magnitude[i] = lowestFirst[magnitude.length - 1 - i];
    }
    return new BigDecimal(new BigInteger(positive ? 1 : -1, magnitude), scale);
  }

  private static @Nullable Object text(TdsReader in, boolean unicode) {
    int most = in.u16();
    in.skip(COLLATION.length);
    byte[] value = variable(in, most);
    return value == null
        ? null
        : new String(value, unicode ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
  }

  private static byte @Nullable [] variable(TdsReader in, int most) {
    if (most == IN_PIECES) {
      return pieces(in);
    }
    int length = in.u16();
    return length == NULL ? null : in.raw(length);
  }

  /** A long value: its length or that it is unknown, then pieces until an empty one. */
  private static byte @Nullable [] pieces(TdsReader in) {
    if (in.i64() == -1) {
      return null;
    }
    TdsWriter all = new TdsWriter();
    for (int length = in.i32(); length != 0; length = in.i32()) {
      all.raw(in.raw(length));
    }
    return all.toBytes();
  }

  private static @Nullable Object moment(TdsReader in, int type) {
    int scale = type == DATE ? 0 : in.u8();
    int length = in.u8();
    if (length == 0) {
      return null;
    }
    int timeBytes = type == DATE ? 0 : type == TIME ? length : length - 3;
    timeBytes -= type == DATE_TIME_OFFSET ? 2 : 0;
    LocalTime time = time(in.number(timeBytes), scale);
    if (type == TIME) {
      return time;
    }
    LocalDate date = LocalDate.of(1, 1, 1).plusDays(in.number(3));
    if (type == DATE) {
      return date;
    }
    LocalDateTime both = date.atTime(time);
    return type == DATE_TIME ? both : offset(both, (short) in.u16());
  }

  private static LocalTime time(long units, int scale) {
    return LocalTime.ofNanoOfDay(units * (long) Math.pow(10, 9.0 - scale));
  }

  /** The time goes over the wire in UTC, and the offset, in minutes, next to it. */
  private static OffsetDateTime offset(LocalDateTime utc, int minutes) {
    return utc.atOffset(ZoneOffset.UTC)
        .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(60 * minutes));
  }
}
