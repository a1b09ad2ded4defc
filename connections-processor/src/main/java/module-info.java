/**
 * The annotation processor of Connections. Compilers find it on the processor path, where it needs
 * nothing else; nothing of it is needed at run time.
 */
module dev.connections.processor {
  requires java.compiler;
  requires static org.jspecify;
  requires static com.google.auto.service;
  requires static dev.connections.annotations; // partly relocated inside the jar
  requires static com.palantir.javapoet; // relocated inside the jar

  provides javax.annotation.processing.Processor with
      dev.connections.processor.ConnectionTypeProcessor,
      dev.connections.processor.ConnectionRegistryProcessor,
      dev.connections.processor.UnclaimedAnnotationsProcessor;

  uses javax.annotation.processing.Processor;
}
