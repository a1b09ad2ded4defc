package dev.connections.processor.read;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Constructors that Lombok is to write. Where it stands behind us on the processor path, they are
 * there in the next round; until then a class seems to have the one without parameters.
 */
final class LombokConstructors {

  private static final List<String> ANNOTATIONS =
      List.of(
          "lombok.RequiredArgsConstructor",
          "lombok.AllArgsConstructor",
          "lombok.NoArgsConstructor",
          "lombok.Value",
          "lombok.Data");

  private final Elements elements;
  private final Annotations annotations;

  LombokConstructors(Elements elements) {
    this.elements = elements;
    this.annotations = new Annotations(elements);
  }

  /** The annotation that promises a constructor which is not there. */
  Optional<String> missingIn(TypeElement factory) {
    Optional<String> promise =
        ANNOTATIONS.stream()
            .filter(name -> annotations.find(factory, name).isPresent())
            .findFirst();
    boolean written =
        ElementFilter.constructorsIn(factory.getEnclosedElements()).stream()
            .anyMatch(constructor -> elements.getOrigin(constructor) == Elements.Origin.EXPLICIT);
    return written ? Optional.empty() : promise;
  }
}
