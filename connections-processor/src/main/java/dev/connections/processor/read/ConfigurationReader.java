package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.problem.Problems;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Reads a configuration record: its components are its settings. */
public final class ConfigurationReader {

  private final ProcessingEnvironment environment;

  /** A reader for one round. */
  public ConfigurationReader(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** What the record says; what cannot be read is reported and left out. */
  public ConfigurationModel read(TypeElement configurationRecord, Problems problems) {
    PackageElement packageElement = environment.getElementUtils().getPackageOf(configurationRecord);
    Deque<String> names = new ArrayDeque<>();
    for (Element at = configurationRecord;
        at instanceof TypeElement;
        at = at.getEnclosingElement()) {
      names.addFirst(at.getSimpleName().toString());
    }
    return new ConfigurationModel(
        new ClassReference(packageElement.getQualifiedName().toString(), List.copyOf(names)));
  }
}
