package dev.connections.processor.read;

import dev.connections.processor.model.ClasspathFeatures;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds out what generated code can refer to. */
public final class ClasspathFeaturesReader {

  private final Elements elements;

  /** A reader for one round. */
  public ClasspathFeaturesReader(Elements elements) {
    this.elements = elements;
  }

  /** What the module of an element can see. */
  public ClasspathFeatures read(TypeElement element) {
    ModuleElement module = elements.getModuleOf(element);
    return new ClasspathFeatures(
        sees(module, "javax.annotation.processing.Generated"),
        sees(module, "org.jspecify.annotations.Nullable"),
        sees(module, "dagger.Module")
            && sees(module, "dev.connections.provider.ConnectionsModule"));
  }

  private boolean sees(@Nullable ModuleElement module, String className) {
    return find(elements, module, className) != null;
  }

  /**
   * A class that a module can see; null if it cannot. Asked of the module: without it, a class of a
   * module that is not read would be found, too.
   *
   * @param module null where the compiler has no modules
   */
  static @Nullable TypeElement find(
      Elements elements, @Nullable ModuleElement module, String canonicalName) {
    return module == null
        ? elements.getTypeElement(canonicalName)
        : elements.getTypeElement(module, canonicalName);
  }
}
