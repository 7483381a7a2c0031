package dev.acsgateway.audit;

import java.util.Locale;

/** What came of an action. */
public enum AuditResult {
  /** It was done, or accepted to be done. */
  DONE,
  /** The caller must not do it, or asked for something that cannot be. */
  REFUSED,
  /** It did not succeed, or nobody knows: it may have been done in part or in full. */
  FAILED;

  /** The result's name in the trail and in answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #wireName()}. */
  public static AuditResult of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
