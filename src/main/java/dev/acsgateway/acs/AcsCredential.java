package dev.acsgateway.acs;

/** As whom the gateway speaks to ACS. */
public sealed interface AcsCredential permits AccessKey, EntraId {

  /**
   * Tells credentials apart without revealing them. ACS ends every token made with an access key
   * when that key is regenerated, so whoever keeps tokens keeps this with them.
   */
  String fingerprint();
}
