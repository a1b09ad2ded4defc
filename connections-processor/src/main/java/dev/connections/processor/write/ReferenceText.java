package dev.connections.processor.write;

import dev.connections.processor.model.CommonModels;
import dev.connections.processor.model.DescribedType;
import java.util.List;
import java.util.Locale;

/**
 * Writes the reference of connection types in Markdown: what can be configured, from the same model
 * as the schema.
 */
public final class ReferenceText {

  private final StringBuilder text = new StringBuilder();

  private ReferenceText() {}

  /**
   * The reference of an application, which is the same for the same types in the same order.
   *
   * @param registry the name of the registry that the types are of
   */
  public static String of(String registry, List<DescribedType> types) {
    ReferenceText reference = new ReferenceText();
    reference.types(registry, types);
    reference.common();
    return reference.text.toString();
  }

  /** As {@link #of}, without the settings of every connection. */
  static String ofLibrary(String registry, List<DescribedType> types) {
    ReferenceText reference = new ReferenceText();
    reference.types(registry, types);
    return reference.text.toString();
  }

  private void types(String registry, List<DescribedType> types) {
    text.append("# Connection types of ").append(registry).append("\n\n");
    text.append("Generated from the types and their configuration records; do not edit.\n\n");
    text.append("| type | id | category | what it is |\n|---|---|---|---|\n");
    for (DescribedType type : types) {
      text.append("| [").append(type.name()).append("](#").append(anchor(type.name()));
      text.append(") | ").append(type.id());
      text.append(" | ").append(MarkdownText.cell(type.category()));
      text.append(" | ").append(MarkdownText.cell(type.description())).append(" |\n");
    }
    types.forEach(this::type);
  }

  private void common() {
    text.append("\n## Settings of every connection\n\n");
    text.append("They are written next to the type's own. All but `type`, `id`, `description` and");
    text.append(
        " `endpoints` can also be written under `defaults`, for all connections that do not have them.\n\n");
    text.append(ReferenceTable.of(CommonModels.all()));
  }

  private void type(DescribedType type) {
    text.append("\n## ").append(type.name()).append("\n\n");
    if (!type.description().isBlank()) {
      text.append(MarkdownText.of(type.description())).append("\n\n");
    }
    text.append("Id ").append(type.id()).append(", category ");
    text.append(MarkdownText.of(type.category())).append(".\n\n");
    text.append("```yaml\n").append(ReferenceExample.of(type)).append("```\n\n");
    if (type.settings().isEmpty()) {
      text.append("Its settings are not known here.\n");
    } else if (type.settings().get().settings().isEmpty()) {
      text.append("It has no settings of its own.\n");
    } else {
      text.append(ReferenceTable.of(type.settings().get().settings()));
    }
  }

  /** As the common renderers make it of a heading that is one word. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT);
  }
}
