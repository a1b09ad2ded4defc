package dev.connections.testing.sqlserver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the server's own procedures, by which drivers run statements with parameters
 * (RPC request, [MS-TDS] 2.2.6.6). Immutable.
 *
 * @param procedure which one
 * @param parameters their values
 */
record TdsCall(int procedure, List<@Nullable Object> parameters) {

  static final int EXECUTE_SQL = 10;
  static final int PREPARE = 11;
  static final int EXECUTE = 12;
  static final int PREPARE_AND_EXECUTE = 13;
  static final int UNPREPARE = 15;

  /** One that the driver has named; none that the fake knows. */
  static final int NAMED = 0;

  private static final int BY_NUMBER = 0xFFFF;
  private static final int NEXT = 0xFF;
  private static final int NEXT_OF_OLD = 0x80;

  /** One message can have several calls, as batches of JDBC have. */
  static List<TdsCall> read(TdsReader in) {
    List<TdsCall> calls = new ArrayList<>();
    while (!in.isAtEnd()) {
      calls.add(one(in));
    }
    return calls;
  }

  private static TdsCall one(TdsReader in) {
    int length = in.u16();
    int procedure = NAMED;
    if (length == BY_NUMBER) {
      procedure = in.u16();
    } else {
      in.text(length);
    }
    in.u16(); // options
    List<@Nullable Object> parameters = new ArrayList<>();
    while (!in.isAtEnd()) {
      int next = in.u8();
      if (next == NEXT || next == NEXT_OF_OLD) {
        break;
      }
      in.text(next); // its name, of which this was the length
      in.u8(); // whether it is for output
      parameters.add(TdsTypes.read(in));
    }
    return new TdsCall(procedure, parameters);
  }

  int number(int index) {
    return parameters.get(index) instanceof Number number ? number.intValue() : 0;
  }

  String text(int index) {
    return String.valueOf(parameters.get(index));
  }

  List<@Nullable Object> from(int index) {
    return index >= parameters.size() ? List.of() : parameters.subList(index, parameters.size());
  }
}
