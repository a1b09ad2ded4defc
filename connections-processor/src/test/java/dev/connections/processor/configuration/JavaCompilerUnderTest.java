package dev.connections.processor.configuration;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that every case runs on. */
enum JavaCompilerUnderTest {
  JAVAC {
    @Override
    JavaCompiler open() {
      return ToolProvider.getSystemJavaCompiler();
    }
  },
  ECJ {
    @Override
    JavaCompiler open() {
      return new EclipseCompiler();
    }
  };

  abstract JavaCompiler open();
}
