package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The BOM names what ships, all of it and nothing else. That it can be imported, each nested build
 * shows.
 */
class BomIT {

  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private final Document bom = pom(Outer.ROOT.resolve("connections-bom/pom.xml"));

  @Test
  void everyModuleThatIsPublishedIsInIt() {
    List<String> published = new ArrayList<>();
    collect(Outer.ROOT, published);

    assertThat(texts(bom, "//dependency/artifactId"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void itManagesTheVersionOfThisBuildAndNothingOfOthers() {
    assertThat(texts(bom, "/project/parent")).isEmpty();
    assertThat(texts(bom, "/project/version")).containsExactly(Outer.text("version.connections"));
    assertThat(texts(bom, "//dependency/groupId")).containsOnly("dev.connections");
    assertThat(texts(bom, "//dependency/version")).containsOnly("${project.version}");
  }

  /** The jars that no property keeps from being deployed. */
  private static void collect(Path folder, List<String> published) {
    Document pom = pom(folder.resolve("pom.xml"));
    List<String> modules = texts(pom, "/project/modules/module");
    if (!texts(pom, "/project/packaging").contains("pom")
        && !texts(pom, "/project/properties/maven.deploy.skip").contains("true")) {
      published.addAll(texts(pom, "/project/artifactId"));
    }
    modules.forEach(module -> collect(folder.resolve(module), published));
  }

  private static List<String> texts(Document pom, String path) {
    try {
      NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        texts.add(nodes.item(i).getTextContent().strip());
      }
      return texts;
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private static Document pom(Path file) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (Exception e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
