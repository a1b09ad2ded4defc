package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;

/** Expressions for constraints. */
final class ConstraintExpressions {

  private static final ClassName CONSTRAINTS =
      ClassName.get("dev.connections.spi.binding", "Constraints");

  private ConstraintExpressions() {}

  /** The constraint for a setting of a type. */
  static CodeBlock of(ConstraintModel constraint, SettingType type) {
    if (type instanceof SettingType.OptionalOf optional) {
      return of(constraint, optional.value());
    }
    if (type instanceof SettingType.Scalar scalar && scalar.kind() == ScalarKind.DATA_SIZE) {
      return CodeBlock.of("$T.bytes($L)", CONSTRAINTS, of(constraint));
    }
    if (type instanceof SettingType.Scalar scalar && scalar.kind() == ScalarKind.PERCENTAGE) {
      return CodeBlock.of("$T.percent($L)", CONSTRAINTS, of(constraint));
    }
    return of(constraint);
  }

  private static CodeBlock of(ConstraintModel constraint) {
    if (constraint instanceof ConstraintModel.Bound bound) {
      return bound(bound);
    }
    if (constraint instanceof ConstraintModel.Size size) {
      String most = size.most() == Integer.MAX_VALUE ? "Integer.MAX_VALUE" : "" + size.most();
      return CodeBlock.of("$T.size($L, $L)", CONSTRAINTS, size.least(), most);
    }
    if (constraint instanceof ConstraintModel.Pattern pattern) {
      return CodeBlock.of("$T.pattern($L)", CONSTRAINTS, TextCode.of(pattern.expression()));
    }
    return constraint instanceof ConstraintModel.NotBlank
        ? CodeBlock.of("$T.notBlank()", CONSTRAINTS)
        : CodeBlock.of("$T.notEmpty()", CONSTRAINTS);
  }

  private static CodeBlock bound(ConstraintModel.Bound bound) {
    return switch (bound.kind()) {
      case MIN -> CodeBlock.of("$T.min($L)", CONSTRAINTS, wholeLiteral(bound));
      case MAX -> CodeBlock.of("$T.max($L)", CONSTRAINTS, wholeLiteral(bound));
      case DECIMAL_MIN ->
          CodeBlock.of(
              "$T.decimalMin($S, $L)", CONSTRAINTS, bound.limit().toString(), bound.inclusive());
      case DECIMAL_MAX ->
          CodeBlock.of(
              "$T.decimalMax($S, $L)", CONSTRAINTS, bound.limit().toString(), bound.inclusive());
      case POSITIVE -> CodeBlock.of("$T.positive()", CONSTRAINTS);
      case POSITIVE_OR_ZERO -> CodeBlock.of("$T.positiveOrZero()", CONSTRAINTS);
      case NEGATIVE -> CodeBlock.of("$T.negative()", CONSTRAINTS);
      case NEGATIVE_OR_ZERO -> CodeBlock.of("$T.negativeOrZero()", CONSTRAINTS);
    };
  }

  private static String wholeLiteral(ConstraintModel.Bound bound) {
    long limit = bound.limit().longValueExact();
    return limit == (int) limit ? Long.toString(limit) : limit + "L";
  }
}
