package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * Decides, round by round, whether what is annotated can be written, or whether what it names may
 * still come from another processor. All of it is written in one round. Who sees the same rounds
 * decides the same, so both processors write in one round without knowing of each other.
 *
 * <p>Waiting till the last round would be too late for everyone who waits for us: where a name is
 * simply misspelt, their errors would hide the one that matters. So what has to wait is announced
 * by a class each, which makes sure of one more round; if that round brings nothing from anyone
 * else, there is nothing to wait for.
 */
public final class DeferredTypes {

  private final AnnotatedTypes annotated;
  private final OwnFiles ownFiles;
  private final Set<String> waiting = new TreeSet<>();
  private boolean announced;

  /** Begins without any. */
  public DeferredTypes(ProcessingEnvironment environment, AnnotatedTypes annotated) {
    this.annotated = annotated;
    this.ownFiles = new OwnFiles(environment.getElementUtils());
  }

  /** What to do in a round. */
  public enum Step {
    /** Nothing is waiting. */
    NOTHING,
    /** Something may still come. */
    WAIT,
    /** As {@link #WAIT}, and say so. */
    ANNOUNCE,
    /** Write what is waiting, whether it is ready or not. */
    WRITE
  }

  /** Takes up a round. */
  public Step next(RoundEnvironment round, Predicate<TypeElement> ready) {
    waiting.addAll(annotated.add(round));
    if (waiting.isEmpty()) {
      return Step.NOTHING;
    }
    if (round.processingOver() || elements().stream().allMatch(ready)) {
      return Step.WRITE;
    }
    if (!announced) {
      announced = true;
      return Step.ANNOUNCE;
    }
    return ownFiles.areAllOf(round) ? Step.WRITE : Step.WAIT;
  }

  /** What is waiting. */
  public List<ClassReference> waiting() {
    return elements().stream().map(TypeReferences::of).toList();
  }

  /** What is waiting; nothing is any more. */
  public List<TypeElement> take() {
    List<TypeElement> types = elements();
    waiting.clear();
    return types;
  }

  private List<TypeElement> elements() {
    return annotated.find(waiting);
  }
}
