package dev.acsgateway.quota;

/**
 * The operations of the ACS identity API. Each has a quota of its own, per ACS resource and 30
 * seconds ("Service limits for Azure Communication Services", section Identity).
 */
public enum Operation {
  CREATE("create", 1000),
  ISSUE("issue", 1000),
  CREATE_WITH_TOKEN("create-with-token", 1000),
  DELETE("delete", 500),
  REVOKE("revoke", 500),
  EXCHANGE("exchange", 500);

  private final String wireName;
  private final int documentedQuota;

  Operation(String wireName, int documentedQuota) {
    this.wireName = wireName;
    this.documentedQuota = documentedQuota;
  }

  /** The operation's name in the configuration, in metrics and in the store. */
  public String wireName() {
    return wireName;
  }

  /** Calls that ACS documents as allowed per resource and 30 seconds. */
  public int documentedQuota() {
    return documentedQuota;
  }
}
