package dev.acsgateway.cli;

import picocli.CommandLine.IVersionProvider;

/** Which build of the gateway this is, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "acs-token-gateway " + (version == null ? "(unpacked)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
