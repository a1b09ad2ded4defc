package dev.connections.processor.check;

import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.IncludesModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.problem.Problem;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;

/** Models as the readers make them, for rules that need no compiler to be tested. */
final class Models {

  /** The class annotated {@code @ConnectionRegistry}. */
  static final ClassReference APP = ClassReference.of("app", "App");

  private Models() {}

  /** A type of which only the annotation matters. */
  static EntryModel type(String name, int id) {
    DeclarationModel declaration =
        new DeclarationModel(
            ClassReference.of("app", name + "Type"),
            id,
            name,
            "Other",
            "",
            false,
            "",
            List.of(),
            DeclarationModel.DEFAULT_MODES,
            List.of(),
            0,
            false);
    return new EntryModel(
        declaration,
        id,
        ConstantName.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "");
  }

  /** A registry of a library, in a package of its own. */
  static IncludedRegistryModel library(String simpleName, EntryModel... types) {
    return new IncludedRegistryModel(
        ClassReference.of("lib", simpleName),
        0,
        List.of(types),
        List.of(),
        List.of(),
        "",
        IncludedRegistryModel.Adjustments.NONE);
  }

  /** An application's registry that was asked for. */
  static RegistryModel registry(
      List<EntryModel> own,
      List<IncludedRegistryModel> included,
      List<AdjustmentModel> adjustments) {
    return RegistryModel.of(
        ClassReference.of("app", "ConnectionTypes"),
        Optional.of(APP),
        false,
        own,
        new IncludesModel(included, adjustments, true));
  }

  /** What a rule says of a configuration with these settings. */
  static List<Problem> problems(ConfigurationCheck rule, SettingModel... settings) {
    Problems problems = new Problems();
    RecordModel configuration =
        new RecordModel(ClassReference.of("app", "Settings"), List.of(settings), false);
    rule.check(new ConfigurationModel(configuration, true, true), problems);
    return problems.all();
  }

  /** What a rule says of a compilation with this registry. */
  static List<Problem> problems(CompilationCheck rule, RegistryModel registry) {
    Problems problems = new Problems();
    rule.check(
        new CompilationModel(
            registry.own(), Optional.of(registry), List.of(), List.of(), ClasspathFeatures.NONE),
        problems);
    return problems.all();
  }
}
