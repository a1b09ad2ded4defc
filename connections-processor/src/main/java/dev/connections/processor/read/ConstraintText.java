package dev.connections.processor.read;

import dev.connections.processor.model.BoundKind;
import dev.connections.processor.model.ConstraintModel;
import java.math.BigDecimal;

/** Reads a constraint as {@code @GeneratedSettings} writes it. */
final class ConstraintText {

  private ConstraintText() {}

  /** The constraint; throws an IllegalArgumentException if the text is none. */
  static ConstraintModel read(String text) {
    int space = text.indexOf(' ');
    String name = space < 0 ? text : text.substring(0, space);
    String rest = text.substring(name.length() + (space < 0 ? 0 : 1));
    return switch (name) {
      case "NotBlank" -> new ConstraintModel.NotBlank();
      case "NotEmpty" -> new ConstraintModel.NotEmpty();
      case "Pattern" -> new ConstraintModel.Pattern(rest);
      case "Size" -> {
        String[] limits = pair(rest);
        yield new ConstraintModel.Size(Integer.parseInt(limits[0]), Integer.parseInt(limits[1]));
      }
      default -> {
        String[] limit = pair(rest);
        yield new ConstraintModel.Bound(
            kind(name), new BigDecimal(limit[1]), limit[0].equals("inclusive"));
      }
    };
  }

  private static BoundKind kind(String name) {
    for (BoundKind kind : BoundKind.values()) {
      if (kind.annotation().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No constraint: " + name);
  }

  private static String[] pair(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("Not two: " + text);
    }
    return parts;
  }
}
