package dev.connections.processor.configuration;

import dev.connections.processor.check.TypeChecks;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.ProblemPrinter;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.read.ConfigurationReader;
import dev.connections.processor.write.ReferenceText;
import dev.connections.processor.write.ResourceFiles;
import dev.connections.processor.write.SchemaText;
import dev.connections.processor.write.TypesWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Does with every configuration of a compilation what the processor does with those of connection
 * types, so that tests need no connection types.
 */
final class ConfigurationProcessor extends AbstractProcessor {

  private final Problems problems = new Problems();
  private final boolean nullable;

  ConfigurationProcessor(boolean nullable) {
    this.nullable = nullable;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      processIfConfiguration(type);
      ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::processIfConfiguration);
    }
    if (round.processingOver()) {
      new ProblemPrinter(processingEnv.getMessager(), processingEnv.getElementUtils())
          .print(problems.all());
    }
    return false;
  }

  private void processIfConfiguration(TypeElement type) {
    boolean configuration =
        type.getInterfaces().stream()
            .anyMatch(each -> each.toString().equals("dev.connections.ConnectionConfiguration"));
    if (!configuration) {
      return;
    }
    ConfigurationModel model = new ConfigurationReader(processingEnv).read(type, problems);
    TypesModel types =
        new TypesModel(
            List.of(),
            List.of(),
            Set.of(),
            new TreeMap<>(Map.of(model.recordClass(), model)),
            new ClasspathFeatures(true, nullable, false));
    TypeChecks.run(types, problems);
    try {
      List<String> taken = new TypesWriter(processingEnv).write(types);
      writeSchema(model);
      if (!taken.isEmpty()) {
        throw new IllegalStateException("Already there: " + taken);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One schema a configuration, as if its type had its name. */
  private void writeSchema(ConfigurationModel model) throws IOException {
    String name = model.recordClass().simpleName();
    String binder = model.recordClass().sibling(model.recordClass().flatName() + "Binder") + "";
    List<DescribedType> types =
        List.of(new DescribedType(1, name, "Test", "", Optional.of(model.settings())));
    ResourceFiles files = new ResourceFiles(processingEnv);
    String path = "META-INF/connections/" + binder;
    files.write(path + ".schema.json", SchemaText.of(binder, types), List.of(model.recordClass()));
    files.write(path + ".md", ReferenceText.of(binder, types), List.of(model.recordClass()));
  }
}
