package dev.connections.processor.read;

import dev.connections.processor.model.ScalarKind;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** The Java types of simple values. */
final class ScalarTypes {

  private static final Map<String, ScalarKind> KINDS =
      Map.ofEntries(
          Map.entry("java.lang.String", ScalarKind.STRING),
          Map.entry("int", ScalarKind.INTEGER),
          Map.entry("java.lang.Integer", ScalarKind.INTEGER),
          Map.entry("long", ScalarKind.LONG),
          Map.entry("java.lang.Long", ScalarKind.LONG),
          Map.entry("double", ScalarKind.DOUBLE),
          Map.entry("java.lang.Double", ScalarKind.DOUBLE),
          Map.entry("java.math.BigDecimal", ScalarKind.BIG_DECIMAL),
          Map.entry("boolean", ScalarKind.BOOLEAN),
          Map.entry("java.lang.Boolean", ScalarKind.BOOLEAN),
          Map.entry("java.time.Duration", ScalarKind.DURATION),
          Map.entry("dev.connections.DataSize", ScalarKind.DATA_SIZE),
          Map.entry("dev.connections.Percentage", ScalarKind.PERCENTAGE),
          Map.entry("java.net.URI", ScalarKind.URI),
          Map.entry("java.nio.file.Path", ScalarKind.PATH),
          Map.entry("dev.connections.Secret", ScalarKind.SECRET));

  private ScalarTypes() {}

  static Optional<ScalarKind> kindOf(TypeMirror type) {
    return Optional.ofNullable(KINDS.get(TypeDisplay.erased(type)));
  }
}
