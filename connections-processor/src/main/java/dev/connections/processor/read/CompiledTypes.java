package dev.connections.processor.read;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** What is compiled in this compilation, gathered round by round; all else is in class files. */
public final class CompiledTypes implements Predicate<TypeElement> {

  private final Set<String> roots = new HashSet<>();

  /** Begins empty. */
  public CompiledTypes() {}

  /** Adds what a round brings. */
  public void add(RoundEnvironment round) {
    for (TypeElement root : ElementFilter.typesIn(round.getRootElements())) {
      roots.add(root.getQualifiedName().toString());
    }
  }

  /** Whether a class, or the one around it, is compiled here. */
  @Override
  public boolean test(TypeElement type) {
    TypeElement outermost = type;
    while (outermost.getEnclosingElement() instanceof TypeElement enclosing) {
      outermost = enclosing;
    }
    return roots.contains(outermost.getQualifiedName().toString());
  }
}
