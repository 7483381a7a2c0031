package dev.acsgateway.emulator.state;

/** The two access keys that every ACS resource has. */
public enum KeySlot {
  PRIMARY,
  SECONDARY
}
