package dev.connections.processor;

import com.google.auto.service.AutoService;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.read.AnnotatedTypes;
import dev.connections.processor.read.CompiledTypes;
import dev.connections.processor.read.DeferredTypes;
import dev.connections.processor.read.TypesReader;
import dev.connections.processor.write.TypesWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * The first half: checks each connection type by itself, and writes the binder of its
 * configuration. In the terms of Gradle it is isolating: every file has one originating element,
 * and what is in it depends on nothing that cannot be reached from there.
 */
@AutoService(Processor.class)
public final class ConnectionTypeProcessor extends ReportingProcessor {

  private final CompiledTypes compiled = new CompiledTypes();
  private final Set<String> bound = new HashSet<>();
  private DeferredTypes awaited;

  /** For the compiler. */
  public ConnectionTypeProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Names.CONNECTION_TYPE);
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    awaited =
        new DeferredTypes(
            environment, new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_TYPE));
  }

  @Override
  void process(RoundEnvironment round, Problems problems) throws IOException {
    compiled.add(round);
    switch (awaited.next(round, new TypesReader(processingEnv).ready())) {
      case NOTHING, WAIT -> {}
      case ANNOUNCE -> new TypesWriter(processingEnv).announce(awaited.waiting());
      case WRITE -> write(awaited.take(), problems);
    }
  }

  private void write(List<TypeElement> elements, Problems problems) throws IOException {
    TypesModel types =
        new TypesPass(processingEnv).run(elements, compiled, this::toBeBound, problems);
    for (String taken : new TypesWriter(processingEnv).write(types)) {
      problems.add(ProblemCode.NAME_TAKEN, Place.of(taken), taken);
    }
  }

  /**
   * A record of another compilation has its binder there; one of an earlier round has it already.
   */
  private boolean toBeBound(TypeElement configuration) {
    return compiled.test(configuration) && bound.add(configuration.getQualifiedName().toString());
  }
}
