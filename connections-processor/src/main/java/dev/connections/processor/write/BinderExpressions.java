package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.util.Map;

/** Expressions for the binder of a value. */
final class BinderExpressions {

  private static final ClassName BINDERS = ClassName.get("dev.connections.spi.binding", "Binders");

  private final Map<SettingType, ClassName> nested;

  BinderExpressions(Map<SettingType, ClassName> nested) {
    this.nested = nested;
  }

  CodeBlock of(SettingType type) {
    if (type instanceof SettingType.Scalar scalar) {
      return CodeBlock.of("$T.$N()", BINDERS, method(scalar.kind()));
    }
    if (type instanceof SettingType.Choice choice) {
      return CodeBlock.of("$T.enumeration($T.values())", BINDERS, TypeNames.of(choice.type()));
    }
    if (type instanceof SettingType.Nested || type instanceof SettingType.OneOf) {
      return CodeBlock.of("new $T()", nested.get(type));
    }
    if (type instanceof SettingType.ListOf list) {
      return CodeBlock.of("$T.listOf($L)", BINDERS, of(list.element()));
    }
    if (type instanceof SettingType.MapOf map) {
      return CodeBlock.of("$T.mapOf($L)", BINDERS, of(map.value()));
    }
    throw new AssertionError(type);
  }

  private static String method(ScalarKind kind) {
    return switch (kind) {
      case STRING -> "string";
      case INTEGER -> "integer";
      case LONG -> "longInteger";
      case DOUBLE -> "decimal";
      case BIG_DECIMAL -> "bigDecimal";
      case BOOLEAN -> "bool";
      case DURATION -> "duration";
      case DATA_SIZE -> "dataSize";
      case PERCENTAGE -> "percentage";
      case URI -> "uri";
      case PATH -> "path";
      case SECRET -> "secret";
    };
  }
}
