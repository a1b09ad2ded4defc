package dev.connections.processor.read;

import dev.connections.processor.model.SurroundingsModel;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds out what generated code can refer to. */
public final class SurroundingsReader {

  private final Elements elements;

  /** A reader for one round. */
  public SurroundingsReader(Elements elements) {
    this.elements = elements;
  }

  /** What the module of an element can see. */
  public SurroundingsModel read(TypeElement element) {
    ModuleElement module = elements.getModuleOf(element);
    return new SurroundingsModel(
        sees(module, "javax.annotation.processing.Generated"),
        sees(module, "org.jspecify.annotations.Nullable"),
        sees(module, "dagger.Module")
            && sees(module, "dev.connections.provider.ConnectionsModule"));
  }

  /** Asked of the module: without it, a class of a module that is not read would be found, too. */
  private boolean sees(ModuleElement module, String className) {
    return (module == null
            ? elements.getTypeElement(className)
            : elements.getTypeElement(module, className))
        != null;
  }
}
