package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.Identifiers;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.lang.model.element.Modifier;

/**
 * Writes what lets a registry find out, before it touches another one, whether that still is what
 * it was compiled against. A link is a hash of what others rely on when they use a type; texts and
 * settings are not part of it, since nothing is linked to them.
 */
final class LinkCode {

  /** Not the name of any type. */
  private static final String SOURCE = "source()";

  private static final ClassName LINKS =
      ClassName.get("dev.connections.spi.registry", "RegistryLinks");

  private final RegistryModel registry;

  LinkCode(RegistryModel registry) {
    this.registry = registry;
  }

  /** The link of a type. */
  static String of(Listed listed) {
    return hash(
        listed.id()
            + " "
            + listed.entry().declaration().id()
            + " "
            + listed.constant()
            + " "
            + listed.entry().connection().map(TypeReference::text)
            + " "
            + listed.entry().configuration().map(TypeReference::text)
            + listed.entry().dependencyTexts());
  }

  /** The link of the method that others call for factories and binders. */
  String ofSource() {
    return hash(
        registry.dependencies().stream()
            .map(NamedDependency::dependency)
            .map(dependency -> dependency.text())
            .collect(Collectors.joining(", ")));
  }

  private static String hash(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }

  /** The method that tells all links. */
  MethodSpec method() {
    Map<String, String> links = new TreeMap<>();
    registry.listed().forEach(listed -> links.put(listed.entry().name(), of(listed)));
    links.put(SOURCE, ofSource());
    return MethodSpec.methodBuilder("links")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("What registries that include this one were compiled against.\n")
        .returns(String.class)
        .addStatement("return $L", LongText.of(text(links)))
        .build();
  }

  /**
   * Fields whose initialization compares; they have to stand before all constants. An included
   * registry of which nothing is used is compared, too: its source is made all the same.
   */
  List<FieldSpec> comparisons() {
    Set<String> taken =
        registry.listed().stream()
            .map(Listed::constant)
            .collect(Collectors.toCollection(HashSet::new));
    return registry.included().stream().map(included -> comparison(included, taken)).toList();
  }

  private FieldSpec comparison(IncludedRegistryModel included, Set<String> taken) {
    Map<String, String> expected = expected(included);
    expected.put(SOURCE, included.sourceLink());
    String wanted = "LINKED_TO_" + ConstantName.of(included.name().flatName());
    String field = Identifiers.takeConstant(wanted, taken);
    return FieldSpec.builder(
            boolean.class, field, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            CodeBlock.of(
                "\n    $T.check(\n        $S,\n        $S,\n        $T.links(),\n        $L)",
                LINKS,
                registry.name().canonicalName(),
                included.name().canonicalName(),
                TypeNames.of(included.name()),
                LongText.of(text(expected))))
        .build();
  }

  private Map<String, String> expected(IncludedRegistryModel included) {
    Map<String, String> expected = new TreeMap<>();
    for (Listed listed : registry.listed()) {
      if (listed.from().filter(included::equals).isPresent()) {
        expected.put(listed.entry().name(), listed.entry().link());
      }
    }
    return expected;
  }

  private static String text(Map<String, String> links) {
    return links.entrySet().stream()
        .map(link -> link.getKey() + "=" + link.getValue())
        .collect(Collectors.joining(" "));
  }
}
