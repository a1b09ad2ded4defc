package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes methods from an id to a value, in parts that stay well below 8,000 bytes of byte code:
 * HotSpot never compiles a larger method.
 */
final class Dispatch {

  private static final String NO_SUCH_TYPE = "No connection type is declared here with the id ";
  private static final int BYTES_PER_METHOD = 6_000;

  private final String method;
  private final TypeName returns;
  private final List<Modifier> modifiers;
  private final List<Case> cases = new ArrayList<>();

  private record Case(int id, CodeBlock value, int bytes) {}

  /** A method that takes an {@code int id}; modifiers go for its parts, too. */
  Dispatch(String method, TypeName returns, Modifier... modifiers) {
    this.method = method;
    this.returns = returns;
    this.modifiers = List.of(modifiers);
  }

  /** Adds a case; ids ascend. */
  void add(int id, CodeBlock value, int bytes) {
    cases.add(new Case(id, value, bytes));
  }

  /** The method, and its parts if there are several. */
  List<MethodSpec> methods() {
    List<List<Case>> parts = parts();
    if (parts.size() == 1) {
      return List.of(switchOn(method, parts.get(0)));
    }
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder first = begin(method);
    for (int i = 0; i < parts.size(); i++) {
      List<Case> part = parts.get(i);
      String name = method + (i + 1);
      if (i < parts.size() - 1) {
        first
            .beginControlFlow("if (id <= $L)", part.get(part.size() - 1).id())
            .addStatement("return $N(id)", name)
            .endControlFlow();
      } else {
        first.addStatement("return $N(id)", name);
      }
      methods.add(switchOn(name, part));
    }
    methods.add(0, first.build());
    return methods;
  }

  private List<List<Case>> parts() {
    List<List<Case>> parts = new ArrayList<>();
    parts.add(new ArrayList<>());
    int bytes = 0;
    for (Case one : cases) {
      if (bytes > 0 && bytes + one.bytes() > BYTES_PER_METHOD) {
        parts.add(new ArrayList<>());
        bytes = 0;
      }
      bytes += one.bytes();
      parts.get(parts.size() - 1).add(one);
    }
    return parts;
  }

  private MethodSpec.Builder begin(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(modifiers)
        .returns(returns)
        .addParameter(int.class, "id");
  }

  private MethodSpec switchOn(String name, List<Case> part) {
    if (part.isEmpty()) {
      return begin(name)
          .addStatement("throw new $T($S + id)", IllegalArgumentException.class, NO_SUCH_TYPE)
          .build();
    }
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (id) {\n").indent();
    for (Case one : part) {
      code.add("case $L -> $L;\n", one.id(), one.value());
    }
    code.add("default -> throw new $T($S + id);\n", IllegalArgumentException.class, NO_SUCH_TYPE);
    return begin(name).addCode(code.unindent().add("};\n").build()).build();
  }
}
