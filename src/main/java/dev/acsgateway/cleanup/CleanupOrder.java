package dev.acsgateway.cleanup;

/** What an operator can order a job to do. */
public enum CleanupOrder {
  PAUSE,
  RESUME,
  CANCEL
}
