package dev.acsgateway.cli;

import java.nio.file.Path;

/**
 * How to point the ACS SDKs and the Azure CLI at an emulator: which certificate to trust, and
 * where.
 */
final class SdkHints {
  private SdkHints() {}

  static String text(String connectionString, Path caFile) {
    return """

        Give your SDK the connection string, and let it trust the certificate:
          JavaScript  NODE_EXTRA_CA_CERTS=%2$s
          Python      REQUESTS_CA_BUNDLE=%2$s
          .NET        SSL_CERT_FILE=%2$s   (on Linux)
          Java        keytool -importcert -noprompt -alias acs-emulator -file %2$s \\
                        -keystore emulator.p12 -storepass changeit
                      java -Djavax.net.ssl.trustStore=emulator.p12 -Djavax.net.ssl.trustStorePassword=changeit ...
          Azure CLI   REQUESTS_CA_BUNDLE=%2$s \\
                        AZURE_COMMUNICATION_CONNECTION_STRING='%1$s' \\
                        az communication identity user create
        """
        .formatted(connectionString, caFile);
  }
}
