package dev.connections.processor.write;

import com.palantir.javapoet.JavaFile;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;

/** Writes what one compilation gets as a whole. */
public final class CompilationWriter {

  private final CompilationModel compilation;
  private final SourceFiles files;
  private final ResourceFiles resources;

  /** A writer for one compilation. */
  public CompilationWriter(CompilationModel compilation, ProcessingEnvironment environment) {
    this.compilation = compilation;
    OriginatingElements originating = new OriginatingElements(environment.getElementUtils());
    this.files =
        new SourceFiles(
            environment,
            originating,
            compilation.surroundings(),
            "dev.connections.processor.ConnectionRegistryProcessor");
    this.resources = new ResourceFiles(environment, originating);
  }

  /** Writes all files; gives the names of classes and files that were there and left alone. */
  public List<String> write() throws IOException {
    for (ConnectionSetModel set : compilation.sets()) {
      if (set.isInterface()) {
        files.write(
            new ConnectionSetWriter(set, compilation.registry()).write(), List.of(set.name()));
      }
    }
    if (compilation.registry().isPresent()) {
      write(compilation.registry().get());
    }
    return Stream.of(files.taken(), resources.taken()).flatMap(List::stream).toList();
  }

  private void write(RegistryModel registry) throws IOException {
    List<JavaFile> registryFiles =
        new ArrayList<>(new RegistryWriter(registry, compilation.surroundings()).write());
    registryFiles.addAll(new AccessWriter(registry).write());
    List<ClassReference> originating = new ArrayList<>();
    registry.declaredBy().ifPresent(originating::add);
    registry.own().stream().map(EntryModel::declaredBy).forEach(originating::add);
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
    writeResources(registry, originating);
  }

  private void writeResources(RegistryModel registry, List<ClassReference> originating)
      throws IOException {
    String folder = "META-INF/connections/";
    String name = registry.name().canonicalName();
    List<DescribedType> types = registry.described();
    if (registry.library()) {
      resources.write(
          folder + "library-registry.properties", LibraryMarkText.of(registry), originating);
      resources.write(folder + name + ".md", ReferenceText.ofLibrary(name, types), originating);
      return;
    }
    resources.write(folder + name + ".schema.json", SchemaText.of(name, types), originating);
    resources.write(folder + name + ".md", ReferenceText.of(name, types), originating);
  }
}
