package dev.connections.processor;

import dev.connections.processor.check.Checks;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.Problem;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.problem.Severity;
import dev.connections.processor.read.CompilationReader;
import dev.connections.processor.write.CompilationWriter;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;

/** One compilation: read, check, write. Mistakes stop nothing but what they concern. */
final class Compilation {

  private final ProcessingEnvironment environment;
  private final Problems problems;

  Compilation(ProcessingEnvironment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  void run(CompilationReader reader) throws IOException {
    CompilationModel read = reader.read(problems);
    Checks.run(read, problems);
    for (String taken : new CompilationWriter(withoutBroken(read), environment).write()) {
      problems.add(ProblemCode.NAME_TAKEN, Place.of(taken), taken);
    }
  }

  /** Generated code does not construct what is broken, so that it compiles nevertheless. */
  private CompilationModel withoutBroken(CompilationModel read) {
    Set<String> faulty =
        problems.all().stream()
            .filter(problem -> problem.code().severity() == Severity.ERROR)
            .map(Problem::place)
            .map(place -> String.valueOf(place.type()))
            .collect(Collectors.toSet());
    Set<ClassReference> broken =
        read.types().stream()
            .map(TypeModel::declaredBy)
            .filter(type -> faulty.contains(type.canonicalName()))
            .collect(Collectors.toSet());
    return read.with(read.registry().map(registry -> registry.without(broken)));
  }
}
