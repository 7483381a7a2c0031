package dev.acsgateway.identity;

/**
 * A Teams user who trades an Entra ID token for an ACS token.
 *
 * @param entraToken the user's Entra ID access token: a secret, kept out of {@link #toString()}
 * @param appId client id of the Entra application that the token was issued for
 * @param userId object id of the user in Entra ID
 */
public record TeamsUser(String entraToken, String appId, String userId) {
  @Override
  public String toString() {
    return "TeamsUser[redacted, appId=" + appId + "]";
  }
}
