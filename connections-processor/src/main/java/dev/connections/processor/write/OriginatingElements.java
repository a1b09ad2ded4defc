package dev.connections.processor.write;

import dev.connections.processor.model.ClassReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds the elements that files are made from, each once: all files of a registry are made from all
 * of its types. For one round.
 */
final class OriginatingElements {

  private final Elements elements;
  private final Map<ClassReference, Optional<TypeElement>> found = new HashMap<>();

  OriginatingElements(Elements elements) {
    this.elements = elements;
  }

  TypeElement[] of(Collection<ClassReference> names) {
    return names.stream()
        .map(name -> found.computeIfAbsent(name, this::find))
        .flatMap(Optional::stream)
        .toArray(TypeElement[]::new);
  }

  private Optional<TypeElement> find(ClassReference name) {
    return Optional.ofNullable(elements.getTypeElement(name.canonicalName()));
  }
}
