package dev.connections.processor.write;

import com.palantir.javapoet.JavaFile;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;

/** Writes everything one compilation gets. */
public final class CompilationWriter {

  private final CompilationModel compilation;
  private final SourceFiles files;
  private final ResourceFiles resources;

  /** A writer for one compilation. */
  public CompilationWriter(CompilationModel compilation, ProcessingEnvironment environment) {
    this.compilation = compilation;
    this.files =
        new SourceFiles(
            environment.getFiler(), environment.getElementUtils(), compilation.surroundings());
    this.resources = new ResourceFiles(environment.getFiler(), environment.getElementUtils());
  }

  /** Writes all files; gives the names of classes that exist already and were left alone. */
  public List<String> write() throws IOException {
    BinderWriter binders = new BinderWriter(compilation.surroundings());
    for (ConfigurationModel configuration : compilation.configurations()) {
      files.write(binders.write(configuration), List.of(configuration.recordClass()));
    }
    for (ConnectionSetModel set : compilation.sets()) {
      if (set.isInterface()) {
        files.write(
            new ConnectionSetWriter(set, compilation.registry()).write(), List.of(set.name()));
      }
    }
    if (compilation.registry().isPresent()) {
      write(compilation.registry().get());
    }
    return files.taken();
  }

  private void write(RegistryModel registry) throws IOException {
    List<JavaFile> registryFiles = new ArrayList<>();
    List<DescribedType> described = compilation.describedTypes();
    // Only libraries are described to others; for applications it would be constants for nobody.
    registryFiles.addAll(
        new RegistryWriter(
                registry, compilation.surroundings(), registry.library() ? described : List.of())
            .write());
    registryFiles.addAll(new EntryWriter(registry).write());
    List<ClassReference> originating = new ArrayList<>();
    registry.declaredBy().ifPresent(originating::add);
    registry.types().stream().map(TypeModel::declaredBy).forEach(originating::add);
    if (!registry.library() && compilation.surroundings().dagger()) {
      List<ConnectionSetModel> sets =
          compilation.sets().stream()
              .filter(set -> set.isInterface() && set.nameableFrom(registry.name()))
              .toList();
      registryFiles.add(DaggerModuleWriter.write(registry, sets));
      sets.forEach(set -> originating.add(set.name()));
    }
    for (JavaFile file : registryFiles) {
      files.write(file, originating);
    }
    if (!registry.library()) {
      String name = registry.name().canonicalName();
      String path = "META-INF/connections/" + name;
      resources.write(path + ".schema.json", SchemaText.of(name, described), originating);
      resources.write(path + ".md", ReferenceText.of(name, described), originating);
    }
  }
}
