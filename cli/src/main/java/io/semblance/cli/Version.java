package io.semblance.cli;

import io.semblance.vectors.Vectors;
import picocli.CommandLine;

/** What {@code --version} prints. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "semblance " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + ", Vector API " + (Vectors.isAccelerated() ? "on" : "off")
    };
  }
}
