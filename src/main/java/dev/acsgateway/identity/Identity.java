package dev.acsgateway.identity;

/**
 * An ACS identity, opaque to the gateway; today it looks like {@code 8:acs:<resource>_<guid>}.
 *
 * @param id ACS's raw id, neither empty nor blank
 */
public record Identity(String id) {
  public Identity {
    if (id.isBlank()) {
      throw new IllegalArgumentException("An ACS identity cannot be blank");
    }
  }
}
