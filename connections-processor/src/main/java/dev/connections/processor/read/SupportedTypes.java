package dev.connections.processor.read;

import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What to write instead of a type that is not supported. */
final class SupportedTypes {

  private static final String ALL =
      "write String, int, long, double, BigDecimal, boolean, an enum, Duration, DataSize,"
          + " Percentage, URI, Path, Secret, a record of these, a sealed interface of such records,"
          + " or List, Map<String, …> or Optional of one of these";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("byte", "int"),
          Map.entry("java.lang.Byte", "int"),
          Map.entry("short", "int"),
          Map.entry("java.lang.Short", "int"),
          Map.entry("char", "String"),
          Map.entry("java.lang.Character", "String"),
          Map.entry("java.lang.CharSequence", "String"),
          Map.entry("char[]", "dev.connections.Secret"),
          Map.entry("float", "double"),
          Map.entry("java.lang.Float", "double"),
          Map.entry("java.math.BigInteger", "long, or java.math.BigDecimal"),
          Map.entry("java.net.URL", "java.net.URI"),
          Map.entry("java.io.File", "java.nio.file.Path"),
          Map.entry("java.time.Period", "java.time.Duration"),
          Map.entry("java.util.Set", "List"),
          Map.entry("java.util.Collection", "List"),
          Map.entry("java.util.List", "List with the type of its elements"),
          Map.entry("java.util.Map", "Map<String, …>; its keys are texts"),
          Map.entry("java.util.Optional", "Optional only as the type of the component itself"),
          Map.entry("java.util.OptionalInt", "OptionalInt only as the type of the component"),
          Map.entry("java.util.OptionalLong", "OptionalLong only as the type of the component"),
          Map.entry(
              "java.util.OptionalDouble", "OptionalDouble only as the type of the component"));

  private SupportedTypes() {}

  static String hint(TypeMirror type) {
    String instead = INSTEAD.get(TypeDisplay.erased(type));
    if (instead != null) {
      return "write " + instead;
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return "write List";
    }
    if (type instanceof DeclaredType declared) {
      if (declared.asElement().getKind() == ElementKind.RECORD) {
        return "make it a record without type parameters";
      }
      if (declared.asElement().getKind() == ElementKind.INTERFACE
          && SealedTypeReader.isSealed((TypeElement) declared.asElement())) {
        return "make it an interface without type parameters";
      }
    }
    return ALL;
  }
}
