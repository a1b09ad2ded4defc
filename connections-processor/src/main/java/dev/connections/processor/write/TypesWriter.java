package dev.connections.processor.write;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import java.io.IOException;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;

/** Writes what connection types get, each by itself: every file has one originating element. */
public final class TypesWriter {

  private final ProcessingEnvironment environment;

  /** A writer for one round. */
  public TypesWriter(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Announces types that have to wait. */
  public void announce(List<ClassReference> types) throws IOException {
    SourceFiles files = files(ClasspathFeatures.NONE);
    for (ClassReference type : types) {
      files.write(MarkerClassWriter.announce(type), List.of(type));
    }
  }

  /** Writes all files; gives the names of classes that exist already and were left alone. */
  public List<String> write(TypesModel types) throws IOException {
    SourceFiles files = files(types.surroundings());
    BinderWriter binders = new BinderWriter(types.surroundings());
    for (ConfigurationModel configuration : types.bound()) {
      files.write(binders.write(configuration), List.of(configuration.recordClass()));
    }
    for (TypeModel type : types.types()) {
      if (type.declaration().documented()) {
        files.write(MarkerClassWriter.write(type.declaration()), List.of(type.declaredBy()));
      }
    }
    return files.taken();
  }

  private SourceFiles files(ClasspathFeatures surroundings) {
    return new SourceFiles(
        environment,
        new OriginatingElements(environment.getElementUtils()),
        surroundings,
        "dev.connections.processor.ConnectionTypeProcessor");
  }
}
