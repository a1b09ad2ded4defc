package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes what a binder does: read every setting, check it, and make the record. */
final class BindBodyWriter {

  private static final ClassName READER =
      ClassName.get("dev.connections.spi.binding", "ObjectReader");

  private final BinderExpressions binders;
  private final RecordModel settings;
  private final NameAllocator names = new NameAllocator();
  private final String reader;
  private final String rejection;
  private final String bound;

  BindBodyWriter(Map<SettingType, ClassName> nested, RecordModel settings) {
    this.binders = new BinderExpressions(nested);
    this.settings = settings;
    names.newName("node");
    // A variable would hide the class or the package of its name.
    hidden(settings).forEach(names::newName);
    // The variables have the names of the settings where they can.
    settings.settings().forEach(setting -> names.newName(setting.name(), setting.name()));
    this.reader = names.newName("in");
    this.rejection = names.newName("rejection");
    this.bound = names.newName("bound");
  }

  private static Set<String> hidden(RecordModel settings) {
    Set<String> hidden = new TreeSet<>(Set.of("Binders", "dev", "java"));
    Stream.of(OptionalForm.values()).forEach(form -> hidden.add(form.type().simpleName()));
    hidden.add(settings.type().rootPackage());
    for (SettingModel setting : settings.settings()) {
      if (setting.type().innermost() instanceof SettingType.Choice choice) {
        hidden.add(choice.type().rootPackage());
        hidden.addAll(choice.type().simpleNames());
      }
    }
    hidden.remove("");
    return hidden;
  }

  CodeBlock body() {
    CodeBlock.Builder body = CodeBlock.builder();
    CodeBlock keys = texts(settings.settings().stream().map(SettingModel::name).toList());
    body.addStatement("$T $N = node.object($L)", READER, reader, keys);
    for (SettingModel setting : settings.settings()) {
      if (!setting.deprecatedKeys().isEmpty()) {
        body.addStatement(
            "$N.formerly($S,$W$L)", reader, setting.name(), texts(setting.deprecatedKeys()));
      }
      body.add(read(setting));
    }
    body.beginControlFlow("if ($L)", refusedCondition());
    body.addStatement("return null");
    body.endControlFlow();
    CodeBlock arguments =
        settings.settings().stream().map(this::argument).collect(CodeBlock.joining(",$W"));
    body.beginControlFlow("try");
    ClassName type = TypeNames.of(settings.type());
    if (settings.validates()) {
      body.addStatement("$T $N = new $T($L)", type, bound, type, arguments);
      body.addStatement("$N.validate($N.violations())", bound, reader);
      body.addStatement("return $N.isComplete() ? $N : null", reader, bound);
    } else {
      body.addStatement("return new $T($L)", type, arguments);
    }
    body.nextControlFlow("catch ($T $N)", IllegalArgumentException.class, rejection);
    body.addStatement("$N.rejected($N)", reader, rejection);
    body.addStatement("return null");
    body.endControlFlow();
    return body.build();
  }

  private CodeBlock read(SettingModel setting) {
    String variable = names.get(setting.name());
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement(
        "$T $N = $N.$L", SettingTypeNames.of(setting.type()), variable, reader, call(setting));
    boolean optional = setting.type() instanceof SettingType.OptionalOf;
    for (AppliedConstraint applied : setting.constraints()) {
      if (applied.constraint().subject().fits(setting.type())) {
        code.addStatement(
            "$N.check($S, $N$L, $L)",
            reader,
            setting.name(),
            variable,
            optional ? ".orElse(null)" : "",
            ConstraintExpressions.of(applied.constraint(), setting.type()));
      }
    }
    return code.build();
  }

  private CodeBlock call(SettingModel setting) {
    String key = setting.name();
    SettingType type = setting.type();
    return switch (setting.requirement()) {
      case REQUIRED -> CodeBlock.of("required($S, $L)", key, binders.of(type));
      case DEFAULT ->
          type instanceof SettingType.ListOf list
              ? listWithDefault(setting, list)
              : CodeBlock.of(
                  "withDefault($S, $L, $L)",
                  key,
                  binders.of(type),
                  TextCode.of(setting.defaultText().orElseThrow().text()));
      case NESTED -> CodeBlock.of("nested($S, $L)", key, binders.of(type));
      case OPTIONAL ->
          CodeBlock.of(
              "optional($S, $L)", key, binders.of(((SettingType.OptionalOf) type).value()));
      case LIST ->
          CodeBlock.of("list($S, $L)", key, binders.of(((SettingType.ListOf) type).element()));
      case MAP -> CodeBlock.of("map($S, $L)", key, binders.of(((SettingType.MapOf) type).value()));
    };
  }

  private CodeBlock listWithDefault(SettingModel setting, SettingType.ListOf list) {
    List<String> defaults = setting.defaultText().orElseThrow().texts();
    CodeBlock.Builder call = CodeBlock.builder();
    call.add("listWithDefault($S, $L", setting.name(), binders.of(list.element()));
    defaults.forEach(text -> call.add(",$W$L", TextCode.of(text)));
    return call.add(")").build();
  }

  private static CodeBlock texts(List<String> texts) {
    return texts.stream().map(TextCode::of).collect(CodeBlock.joining(",$W"));
  }

  /** Whether anything was wrong; the nulls are named, so that tools that look for nulls see it. */
  private CodeBlock refusedCondition() {
    List<CodeBlock> nulls =
        settings.settings().stream()
            .filter(BindBodyWriter::canBeNull)
            .map(setting -> CodeBlock.of("$W|| $N == null", names.get(setting.name())))
            .toList();
    return CodeBlock.of("!$N.isComplete()$L", reader, CodeBlock.join(nulls, ""));
  }

  private static boolean canBeNull(SettingModel setting) {
    return switch (setting.requirement()) {
      case REQUIRED, NESTED -> true;
      case DEFAULT -> !(setting.type() instanceof SettingType.ListOf);
      case OPTIONAL, LIST, MAP -> false;
    };
  }

  private CodeBlock argument(SettingModel setting) {
    String variable = names.get(setting.name());
    if (setting.type() instanceof SettingType.OptionalOf optional
        && optional.form() != OptionalForm.OBJECT) {
      ClassName form = TypeNames.of(optional.form().type());
      return CodeBlock.of(
          "$N.isPresent() ? $T.of($N.get()) : $T.empty()", variable, form, variable, form);
    }
    return CodeBlock.of("$N", variable);
  }
}
