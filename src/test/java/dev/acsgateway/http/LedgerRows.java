package dev.acsgateway.http;

import java.util.Optional;

/** Rows of a ledger as they are sent. */
final class LedgerRows {
  static final String PATH = "/admin/v1/identities";

  private LedgerRows() {}

  static String identity(int number) {
    return "8:acs:" + FakeLedger.RESOURCE.value() + "_" + number;
  }

  static String row(int number) {
    return "{\"userId\":\"user-%d\",\"identity\":\"%s\"}\n".formatted(number, identity(number));
  }

  static Answer upload(RunningEdge edge, String path, String rows) {
    return edge.send(
        "POST",
        path,
        Optional.of(rows),
        "X-API-Key",
        edge.keys.everything,
        "Content-Type",
        "application/x-ndjson");
  }
}
