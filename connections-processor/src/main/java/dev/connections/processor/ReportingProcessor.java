package dev.connections.processor;

import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.ProblemPrinter;
import dev.connections.processor.problem.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * What both processors have in common: problems are printed once, in the last round, and a bug of
 * ours is one of them. (An error that is printed earlier makes javac drop what was generated, and
 * other processors then complain of what is missing.)
 */
abstract class ReportingProcessor extends AbstractProcessor {

  /** The option that silences suggestions. */
  static final String SUGGESTIONS = "connections.suggestions";

  private final Problems problems = new Problems();

  /** Those of both, so that the compiler knows them whichever of the two it asks. */
  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(SUGGESTIONS);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      process(round, problems);
    } catch (RuntimeException | IOException bug) {
      if (bug instanceof RuntimeException compilers && !isBug(compilers)) {
        throw compilers;
      }
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      problems.add(ProblemCode.PROCESSOR_FAILED, Place.NOWHERE, bug, trace);
    }
    if (round.processingOver()) {
      new ProblemPrinter(processingEnv.getMessager(), processingEnv.getElementUtils())
          .print(problems.all());
    }
    return false;
  }

  /**
   * Compilers let exceptions of their own through us, such as where a class that another one needs
   * is not on the class path. They catch them again, and say what is wrong better than we could.
   */
  private static boolean isBug(RuntimeException thrown) {
    String name = thrown.getClass().getName();
    return name.startsWith("java.") || name.startsWith("dev.connections.");
  }

  /** One round. */
  abstract void process(RoundEnvironment round, Problems found) throws IOException;
}
