package dev.connections.internal.configuration.common;

import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.source.Preset;
import dev.connections.spi.settings.ConnectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * The common settings of connections that say nothing of their own about them: what the section
 * {@code defaults} says, else what presets and profiles assume. Read once for all of them. Used by
 * one thread.
 */
public final class CommonDefaults {

  private final TrackedNode written;
  private final Assumptions assumptions;
  private final @Nullable ConnectionSettings settings;
  private final @Nullable Preset preset;
  private @Nullable TrackedNode read;

  /**
   * Reads the section, and reports what is wrong in it: once, and not for each connection.
   *
   * @param written what is written there; an empty mapping if nothing is
   */
  public CommonDefaults(TrackedNode written, Assumptions assumptions) {
    this.written = written;
    this.assumptions = assumptions;
    TrackedNode section = under(written.path(), written.said(), written.origin());
    if (saysNothing(section.said())) {
      this.settings = ConnectionSettings.defaults("", "");
      this.preset = null;
    } else {
      this.settings = CommonSettingsBinder.shared(section);
      this.preset = Assumptions.preset(section);
      section.reportUnknownKeys();
      this.read = section;
    }
  }

  private static boolean saysNothing(Layered said) {
    for (Layered.Layer layer : said.layers()) {
      if (!(layer.tree() instanceof Tree.Mapping mapping) || !mapping.members().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The section, of which every setting has been asked for. */
  public TrackedNode node() {
    TrackedNode node = read;
    if (node == null) {
      node = under(written.path(), written.said(), written.origin());
      CommonSettingsBinder.shared(node);
      read = node;
    }
    return node;
  }

  /** What a connection says, with the section behind it, and then what is assumed. */
  TrackedNode behind(TrackedNode own, Origin place) {
    return under(own.path(), own.said().orElse(written.said()), place);
  }

  private TrackedNode under(String path, Layered said, Origin place) {
    return assumptions.under(path, said, place);
  }

  /** The settings, without a name and a type; null if something is wrong with them. */
  @Nullable ConnectionSettings settings() {
    return settings;
  }

  /** The preset; null if there is none. */
  @Nullable Preset preset() {
    return preset;
  }
}
