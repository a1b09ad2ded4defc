package dev.connections.processor.read;

import dev.connections.processor.model.Visibility;
import javax.lang.model.element.TypeElement;

/**
 * What the binder of a configuration can name.
 *
 * @param packageName the package of the configuration, where its binder will be
 */
record Accessibility(String packageName) {

  boolean isAccessible(TypeElement element) {
    Visibility visibility = TypeReferences.visibility(element);
    return visibility == Visibility.PUBLIC
        || (visibility == Visibility.PACKAGE && isInPackage(element));
  }

  boolean isInPackage(TypeElement element) {
    return TypeReferences.of(element).packageName().equals(packageName);
  }
}
