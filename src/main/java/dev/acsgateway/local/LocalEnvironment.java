package dev.acsgateway.local;

import dev.acsgateway.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything in local mode is, and who may use it.
 *
 * @param api the API listener
 * @param admin the admin listener
 * @param backendKey an API key that may issue, revoke, read and delete
 * @param adminKey an API key for the admin listener
 * @param frontendJwt a JWT of {@code frontendUser}
 * @param frontendUser a user id
 * @param emulator the ACS emulator
 * @param emulatorConnectionString as the Azure portal would hand it out
 * @param emulatorCertificate a PEM file with the certificate that the emulator's clients must trust
 * @param redis the Redis in use, with the password if it has one
 */
public record LocalEnvironment(
    URI api,
    URI admin,
    Secret backendKey,
    Secret adminKey,
    Secret frontendJwt,
    String frontendUser,
    URI emulator,
    Secret emulatorConnectionString,
    Path emulatorCertificate,
    Secret redis) {

  /** What the file {@code env} holds, secrets included. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("API_URL", api.toString());
    variables.put("ADMIN_URL", admin.toString());
    variables.put("BACKEND_KEY", backendKey.value());
    variables.put("ADMIN_KEY", adminKey.value());
    variables.put("FRONTEND_JWT", frontendJwt.value());
    variables.put("FRONTEND_USER", frontendUser);
    variables.put("EMULATOR_URL", emulator.toString());
    variables.put("EMULATOR_CONNECTION_STRING", emulatorConnectionString.value());
    variables.put("EMULATOR_CA", emulatorCertificate.toString());
    variables.put("REDIS_URL", redis.value());
    return variables;
  }
}
