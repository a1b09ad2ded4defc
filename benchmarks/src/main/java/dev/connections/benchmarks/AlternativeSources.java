package dev.connections.benchmarks;

import java.io.IOException;

/** Small classes behind one interface, in the shape that suits each alternative. */
final class AlternativeSources {

  private AlternativeSources() {}

  /** With an annotation, which may be empty, and without imports. */
  static void write(SourceTree sources, int classes, String annotation) throws IOException {
    sources.add("Service", "public interface Service {\n  String name();\n}\n");
    for (int i = 0; i < classes; i++) {
      sources.add(
          "Service" + i,
          """
          %s
          public final class Service%d implements Service {
            @Override
            public String name() {
              return "Service%d";
            }
          }
          """
              .formatted(annotation.replace("#", Integer.toString(i)), i, i));
    }
  }

  /** Map bindings for Dagger, a hundred a module, and a component over them. */
  static void writeMultibindings(SourceTree sources, int classes) throws IOException {
    write(sources, classes, "");
    StringBuilder modules = new StringBuilder();
    for (int from = 0; from < classes; from += 100) {
      String name = "Services" + from / 100;
      StringBuilder module = new StringBuilder("@dagger.Module\ninterface " + name + " {\n");
      for (int i = from; i < Math.min(from + 100, classes); i++) {
        module.append(
            """
              @dagger.Provides
              @dagger.multibindings.IntoMap
              @dagger.multibindings.StringKey("Service%1$d")
              static Service service%1$d() {
                return new Service%1$d();
              }
            """
                .formatted(i));
      }
      sources.add(name, module.append("}\n").toString());
      modules.append(from == 0 ? "" : ", ").append(name).append(".class");
    }
    sources.add(
        "App",
        """
        @dagger.Component(modules = {%s})
        interface App {
          java.util.Map<String, jakarta.inject.Provider<Service>> services();
        }
        """
            .formatted(modules));
  }
}
