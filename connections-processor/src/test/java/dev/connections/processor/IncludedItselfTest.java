package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an earlier build has left behind can be named, and so be included by mistake; without one,
 * see {@code bad/include-itself}.
 */
class IncludedItselfTest {

  @TempDir private Path directory;

  @Test
  void aRegistryThatIncludesWhatItWasBeforeIsRefused() {
    Builds builds = new Builds(TestCompiler.JAVAC, directory, false);
    builds.build("shop", MadeSources.application("shop").type(7, "Shop"));

    Compiled again =
        builds.compile(
            MadeSources.application("shop", "include = shop.ConnectionTypes.class")
                .type(7, "Shop"));

    assertThat(again.success()).isFalse();
    assertThat(again.report())
        .startsWith(
            "error Root.java:4\n"
                + "CONN-221: shop.ConnectionTypes, which this compilation generates, includes itself.\n"
                + "  Fix: remove it from 'include', or give the one that is generated here another"
                + " name\n")
        .containsOnlyOnce("error ");
  }
}
