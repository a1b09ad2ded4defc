package dev.connections.processor.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Runs a processor and remembers what it wrote, and from which elements it said it did. */
public final class RecordingProcessor extends ProcessorWithOtherFiler {

  private final Map<String, List<String>> originating = new TreeMap<>();

  /** Runs a processor. */
  public RecordingProcessor(Processor processor) {
    super(processor);
  }

  /**
   * The names of the classes and paths of the resources it wrote, with the elements behind them.
   */
  public Map<String, List<String>> originating() {
    return originating;
  }

  @Override
  protected Filer filer(Filer real) {
    return new RecordingFiler(real);
  }

  private void record(String name, Element... elements) {
    originating.put(name, Stream.of(elements).map(Element::toString).sorted().toList());
  }

  private final class RecordingFiler implements Filer {
    private final Filer real;

    RecordingFiler(Filer real) {
      this.real = real;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... elements)
        throws IOException {
      record(name.toString(), elements);
      return real.createSourceFile(name, elements);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... elements) {
      throw new AssertionError("A class file is written: " + name);
    }

    @Override
    public FileObject createResource(
        JavaFileManager.Location location,
        CharSequence moduleAndPackage,
        CharSequence relativeName,
        Element... elements)
        throws IOException {
      record(relativeName.toString(), elements);
      return real.createResource(location, moduleAndPackage, relativeName, elements);
    }

    @Override
    public FileObject getResource(
        JavaFileManager.Location location, CharSequence moduleAndPackage, CharSequence relativeName)
        throws IOException {
      return real.getResource(location, moduleAndPackage, relativeName);
    }
  }
}
