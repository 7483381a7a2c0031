package dev.acsgateway.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some records, newest first.
 *
 * @param records the records
 * @param next asks for the ones before them; empty when these are the oldest
 */
public record AuditPage(List<AuditRecord> records, Optional<String> next) {

  public AuditPage {
    records = List.copyOf(records);
  }
}
