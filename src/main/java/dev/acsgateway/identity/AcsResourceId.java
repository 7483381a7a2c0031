package dev.acsgateway.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ACS resource an identity belongs to.
 *
 * @param value the resource's immutable id, a GUID in lower case
 */
public record AcsResourceId(String value) {
  private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern IDENTITY = Pattern.compile("8:acs:(" + GUID + ")_.+");

  /**
   * The resource named in an identity. Identities look like {@code 8:acs:<resource>_<guid>} today
   * (Microsoft's identifier documentation); others tell nothing.
   */
  public static Optional<AcsResourceId> of(Identity identity) {
    Matcher matcher = IDENTITY.matcher(identity.id());
    return matcher.matches()
        ? Optional.of(new AcsResourceId(matcher.group(1).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }
}
