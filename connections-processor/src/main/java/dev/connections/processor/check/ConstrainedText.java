package dev.connections.processor.check;

import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What constraints say of values that annotations write as texts. */
final class ConstrainedText {

  private ConstrainedText() {}

  /**
   * Whether a constraint allows what is written, which must be a value of the type. What is wrong
   * with the constraint itself is said elsewhere.
   */
  static boolean allows(ConstraintModel constraint, SettingType type, List<String> texts) {
    if (!constraint.subject().fits(type)) {
      return true;
    }
    return type instanceof SettingType.ListOf || type instanceof SettingType.MapOf
        ? allowsCount(constraint, texts.size())
        : allows(constraint, type, String.join(",", texts));
  }

  /** Of lists and maps, constraints judge the number of elements. */
  private static boolean allowsCount(ConstraintModel constraint, int count) {
    return constraint instanceof ConstraintModel.Size size ? size.allows(count) : count > 0;
  }

  private static boolean allows(ConstraintModel constraint, SettingType type, String text) {
    if (constraint instanceof ConstraintModel.Bound bound) {
      return bound.allows(SettingGrammar.number(type, text));
    }
    if (constraint instanceof ConstraintModel.Size size) {
      return size.allows(text.length());
    }
    if (constraint instanceof ConstraintModel.Pattern pattern) {
      return matches(pattern, text);
    }
    return constraint instanceof ConstraintModel.NotBlank ? !text.isBlank() : !text.isEmpty();
  }

  private static boolean matches(ConstraintModel.Pattern pattern, String text) {
    try {
      return Pattern.matches(pattern.expression(), text);
    } catch (PatternSyntaxException reportedElsewhere) {
      return true;
    }
  }
}
