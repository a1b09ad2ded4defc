package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Java types of settings as binders give them: boxed, and Optional of every kind. */
final class SettingTypeNames {

  private static final ClassName DATA_SIZE = ClassName.get("dev.connections", "DataSize");
  private static final ClassName PERCENTAGE = ClassName.get("dev.connections", "Percentage");
  private static final ClassName SECRET = ClassName.get("dev.connections", "Secret");

  private SettingTypeNames() {}

  static TypeName of(SettingType type) {
    if (type instanceof SettingType.Scalar scalar) {
      return scalar(scalar.kind());
    }
    if (type instanceof SettingType.Choice choice) {
      return TypeNames.of(choice.type());
    }
    if (type instanceof SettingType.Nested nested) {
      return TypeNames.of(nested.record().type());
    }
    if (type instanceof SettingType.OneOf oneOf) {
      return TypeNames.of(oneOf.type());
    }
    if (type instanceof SettingType.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), of(list.element()));
    }
    if (type instanceof SettingType.MapOf map) {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), ClassName.get(String.class), of(map.value()));
    }
    if (type instanceof SettingType.OptionalOf optional) {
      return ParameterizedTypeName.get(ClassName.get(Optional.class), of(optional.value()));
    }
    throw new AssertionError(type);
  }

  private static TypeName scalar(ScalarKind kind) {
    return switch (kind) {
      case STRING -> ClassName.get(String.class);
      case INTEGER -> ClassName.get(Integer.class);
      case LONG -> ClassName.get(Long.class);
      case DOUBLE -> ClassName.get(Double.class);
      case BIG_DECIMAL -> ClassName.get(BigDecimal.class);
      case BOOLEAN -> ClassName.get(Boolean.class);
      case DURATION -> ClassName.get(Duration.class);
      case DATA_SIZE -> DATA_SIZE;
      case PERCENTAGE -> PERCENTAGE;
      case URI -> ClassName.get(URI.class);
      case PATH -> ClassName.get(Path.class);
      case SECRET -> SECRET;
    };
  }
}
