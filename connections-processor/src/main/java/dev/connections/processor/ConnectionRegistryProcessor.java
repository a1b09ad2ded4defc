package dev.connections.processor;

import com.google.auto.service.AutoService;
import dev.connections.processor.check.CompilationChecks;
import dev.connections.processor.check.ExportCheck;
import dev.connections.processor.check.ForgottenAnnotationCheck;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.read.CompilationParts;
import dev.connections.processor.read.CompilationReader;
import dev.connections.processor.read.ExportReader;
import dev.connections.processor.read.ForgottenAnnotations;
import dev.connections.processor.read.RegistryReader;
import dev.connections.processor.write.CompilationWriter;
import dev.connections.processor.write.TypesWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The second half: writes the registry, the Dagger module and the implementations of connection
 * sets, once, as soon as everything it takes up exists. In the terms of Gradle it is aggregating.
 */
@AutoService(Processor.class)
public final class ConnectionRegistryProcessor extends ReportingProcessor {

  private CompilationParts parts;
  private ForgottenAnnotations forgotten;
  private @Nullable CompilationModel written;

  /** For the compiler. */
  public ConnectionRegistryProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        Names.CONNECTION_TYPE,
        Names.CONNECTION_REGISTRY,
        Names.CONNECTION_SET,
        Names.CONNECTION_NAME);
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    parts = new CompilationParts(environment);
    forgotten = new ForgottenAnnotations(environment);
  }

  @Override
  void process(RoundEnvironment round, Problems problems) throws IOException {
    forgotten.add(round);
    Set<String> added = new TreeSet<>();
    List<ClassReference> toAnnounce = parts.add(round, added);
    if (written != null) {
      added.forEach(late -> problems.add(ProblemCode.TYPE_TOO_LATE, Place.of(late), late));
    } else if (!parts.isEmpty() && (round.processingOver() || parts.settled())) {
      written = write(problems);
    } else {
      new TypesWriter(processingEnv).announce(toAnnounce);
    }
    if (written != null && round.processingOver()) {
      checkExports(written, problems);
      written
          .registry()
          .ifPresent(
              registry -> new RegistryReader(processingEnv).reportItself(registry, problems));
    }
    if (round.processingOver()) {
      ForgottenAnnotationCheck.run(forgotten.read(), problems);
    }
  }

  private CompilationModel write(Problems problems) throws IOException {
    // What is wrong with a type by itself is for the other processor to say.
    TypesModel types =
        new TypesPass(processingEnv)
            .run(parts.types(), any -> true, settings -> false, new Problems());
    CompilationModel read = new CompilationReader(processingEnv, parts).read(types, problems);
    CompilationChecks.run(read, problems);
    for (String taken : new CompilationWriter(read, processingEnv).write()) {
      problems.add(ProblemCode.NAME_TAKEN, Place.of(taken), taken);
    }
    return read;
  }

  private void checkExports(CompilationModel compilation, Problems problems) {
    compilation
        .registry()
        .filter(RegistryModel::library)
        .ifPresent(
            registry ->
                new ExportReader(processingEnv)
                    .read(registry)
                    .ifPresent(exports -> ExportCheck.run(registry, exports, problems)));
  }
}
