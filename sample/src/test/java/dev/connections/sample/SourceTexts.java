package dev.connections.sample;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What sources say to their users: the texts that they print, and the Javadoc and the names of what
 * exported packages publish. Sources are parsed, not compiled.
 */
final class SourceTexts extends TreePathScanner<@Nullable Void, Boolean> {

  /** A text with its place. */
  record Text(String file, long line, String text) {}

  private final DocTrees trees;
  private final Set<String> exported;
  private final List<Text> texts = new ArrayList<>();

  private SourceTexts(DocTrees trees, Set<String> exported) {
    this.trees = trees;
    this.exported = exported;
  }

  /**
   * The texts of files.
   *
   * @param exported the packages whose Javadoc and names count, too
   */
  static List<Text> of(Collection<Path> files, Set<String> exported) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      SourceTexts scanner = new SourceTexts(DocTrees.instance(task), exported);
      for (CompilationUnitTree unit : task.parse()) {
        boolean published =
            unit.getPackageName() != null && exported.contains(unit.getPackageName().toString());
        scanner.scan(unit, published);
      }
      return scanner.texts;
    }
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, Boolean published) {
    if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
      add(literal, String.valueOf(literal.getValue()));
    }
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, Boolean published) {
    boolean here = published && isPublic(type.getModifiers());
    if (here) {
      describe(type, type.getSimpleName().toString());
    }
    return super.visitClass(type, here);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, Boolean published) {
    if (published && isPublic(method.getModifiers())) {
      describe(method, method.getName().toString());
    }
    return super.visitMethod(method, false);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree field, Boolean published) {
    if (published && isPublic(field.getModifiers())) {
      describe(field, field.getName().toString());
    }
    return super.visitVariable(field, false);
  }

  /** Members of interfaces are public without saying so. */
  private boolean isPublic(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    TreePath parent = getCurrentPath().getParentPath();
    return flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED)
        || (parent.getLeaf().getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE));
  }

  private void describe(Tree tree, String name) {
    add(tree, words(name));
    String comment = trees.getDocComment(getCurrentPath());
    if (comment != null) {
      add(tree, comment);
    }
  }

  /** {@code ConfigurationKept} and {@code NOT_SENT} as words. */
  private static String words(String name) {
    return name.replace('_', ' ').replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
  }

  private void add(Tree tree, String text) {
    CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    long line = start < 0 ? 1 : unit.getLineMap().getLineNumber(start);
    Path file = Path.of(unit.getSourceFile().toUri());
    texts.add(new Text(file.getFileName().toString(), line, text));
  }
}
