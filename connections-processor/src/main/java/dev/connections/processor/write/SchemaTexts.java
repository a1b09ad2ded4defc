package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what the constraints of a text allow. They judge the text that references give, so that a
 * schema can judge texts without references only.
 */
final class SchemaTexts {

  private SchemaTexts() {}

  static void write(List<ConstraintModel> constraints, JsonText json) {
    List<String> patterns = new ArrayList<>();
    for (ConstraintModel constraint : constraints) {
      if (constraint instanceof ConstraintModel.NotBlank) {
        patterns.add(SchemaPatterns.NOT_BLANK);
      } else if (constraint instanceof ConstraintModel.Pattern pattern) {
        PortablePattern.of(pattern.expression()).ifPresent(patterns::add);
      }
    }
    SchemaSizes sizes = SchemaSizes.of(constraints);
    if (patterns.isEmpty() && sizes.equals(SchemaSizes.of(List.of()))) {
      return;
    }
    json.only("if", "pattern", SchemaPatterns.MAYBE_REFERENCE);
    json.object("else");
    sizes.write("minLength", "maxLength", json);
    if (patterns.size() == 1) {
      json.put("pattern", patterns.get(0));
    } else if (!patterns.isEmpty()) {
      json.array("allOf");
      patterns.forEach(pattern -> json.only("pattern", pattern));
      json.endArray();
    }
    json.endObject();
  }
}
