package dev.connections.internal.configuration.common;

import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.source.BuiltInProfile;
import dev.connections.internal.configuration.source.Preset;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays under the common settings that are written those that are assumed. */
public final class Assumptions {

  /** The key that chooses a preset. */
  static final String PRESET = CommonSettings.PRESET.key();

  private final @Nullable BuiltInProfile profile;
  private final Reading reading;

  public Assumptions(@Nullable BuiltInProfile profile, Reading reading) {
    this.profile = profile;
    this.reading = reading;
  }

  /**
   * The node of what is written, under it what the preset assumes that is written there, and under
   * that what the chosen built-in profile does.
   */
  public TrackedNode under(String path, Layered written, Origin place) {
    Layered all = written;
    Preset preset = preset(node(path, written, place));
    if (preset != null) {
      all = all.orElse(layer(path, preset.settings()));
    }
    if (profile != null) {
      all = all.orElse(layer(path, profile.settings()));
    }
    return node(path, all, place);
  }

  /** The preset that is chosen; null if there is none, or what is written is none. */
  static @Nullable Preset preset(TrackedNode node) {
    TrackedNode choice = node.child(PRESET);
    return choice.kind() == Kind.MISSING ? null : Binders.enumeration(Preset.values()).bind(choice);
  }

  private static Layered layer(String path, Tree.Mapping settings) {
    return new Layered(List.of(new Layered.Layer(path, settings.origin(), settings)), null);
  }

  private TrackedNode node(String path, Layered said, Origin place) {
    return new TrackedNode(path, said, place, Set.of(), reading);
  }
}
