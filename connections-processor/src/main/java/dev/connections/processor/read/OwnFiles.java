package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Tells what we have generated from what others have. */
final class OwnFiles {

  private static final Set<String> MARKS =
      Set.of(Names.GENERATED_DESCRIPTION, Names.AWAITED_CONNECTION_TYPE, Names.GENERATED_REGISTRY);

  private final Annotations annotations;

  OwnFiles(Elements elements) {
    this.annotations = new Annotations(elements);
  }

  /** Whether a round brings nothing from anyone else. */
  boolean areAllOf(RoundEnvironment round) {
    return round.getRootElements().stream().allMatch(this::isOne);
  }

  private boolean isOne(Element root) {
    return MARKS.stream().anyMatch(mark -> annotations.find(root, mark).isPresent())
        || annotations
            .find(root, "javax.annotation.processing.Generated")
            .map(annotations::values)
            .filter(values -> values.strings("value").toString().contains(Names.PROCESSORS))
            .isPresent();
  }
}
