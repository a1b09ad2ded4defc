package dev.connections.processor.testkit;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that every case runs on. */
public enum TestCompiler {
  /** The compiler of this JDK. */
  JAVAC {
    @Override
    JavaCompiler create() {
      return ToolProvider.getSystemJavaCompiler();
    }
  },
  /** Eclipse's. */
  ECJ {
    @Override
    JavaCompiler create() {
      return new EclipseCompiler();
    }
  };

  abstract JavaCompiler create();
}
