package dev.acsgateway.emulator.control;

/** How a call ended. */
public enum Outcome {
  /** 2xx. */
  DONE,
  /** 400, 404 and the like: the request was at fault. */
  INVALID,
  /** 401. */
  DENIED,
  /** 429 of a quota. */
  THROTTLED,
  /** What an injected fault made of it, whatever that was. */
  FAULT
}
