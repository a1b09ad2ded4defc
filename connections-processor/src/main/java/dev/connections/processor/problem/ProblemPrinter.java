package dev.connections.processor.problem;

import java.util.Comparator;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/** Prints problems, sorted by place. The only class that talks to the {@link Messager}. */
public final class ProblemPrinter {

  private static final Comparator<Located> BY_PLACE =
      Comparator.comparing((Located located) -> String.valueOf(located.problem.place().type()))
          .thenComparing(located -> located.found.order())
          .thenComparing(located -> String.valueOf(located.problem.place().annotation()))
          .thenComparing(located -> located.problem.place().index())
          .thenComparing(located -> located.problem.code())
          .thenComparing(located -> located.problem.message());

  private final Messager messager;
  private final PlaceFinder finder;

  /** A printer for one round. */
  public ProblemPrinter(Messager messager, Elements elements) {
    this.messager = messager;
    this.finder = new PlaceFinder(elements);
  }

  private record Located(Problem problem, PlaceFinder.Found found) {}

  /** Prints all; to be called in the last round. */
  public void print(List<Problem> problems) {
    problems.stream()
        .map(problem -> new Located(problem, finder.find(problem.place())))
        .sorted(BY_PLACE)
        .forEach(this::print);
  }

  private void print(Located located) {
    Diagnostic.Kind kind =
        switch (located.problem.code().severity()) {
          case ERROR -> Diagnostic.Kind.ERROR;
          case WARNING -> Diagnostic.Kind.WARNING;
          case NOTE -> Diagnostic.Kind.NOTE;
        };
    PlaceFinder.Found found = located.found;
    messager.printMessage(
        kind, located.problem.message(), found.element(), found.annotation(), found.value());
  }
}
