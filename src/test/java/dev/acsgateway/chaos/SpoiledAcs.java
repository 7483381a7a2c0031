package dev.acsgateway.chaos;

import dev.acsgateway.chaos.ChaosFault.Trouble;
import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import java.time.Duration;

/** Lets the emulator be as bad as ACS can be. */
final class SpoiledAcs {
  private static final double MOST = 0.7;

  private final EmulatorControls controls;

  SpoiledAcs(EmulatorControls controls) {
    this.controls = controls;
  }

  void spoil(Trouble trouble) {
    switch (trouble) {
      case THROTTLES -> mostCalls(Fault.status(429, Duration.ofSeconds(1)));
      case FAILS -> mostCalls(Fault.status(500));
      case HANGS -> controls.faults().always(Fault.hang());
      case RESETS -> mostCalls(Fault.reset());
      case LOSES_ANSWERS -> mostCalls(Fault.lostAnswer());
      case CUTS_ANSWERS_OFF -> mostCalls(Fault.truncatedBody());
      case IS_SLOW ->
          controls
              .latency()
              .setAll(Latency.fixed(Timings.ACS_TIMEOUT.multipliedBy(4).dividedBy(5)));
    }
  }

  private void mostCalls(Fault fault) {
    for (Operation operation : Operation.values()) {
      controls.faults().rate(operation, fault, MOST);
    }
  }

  void mend() {
    controls.faults().clear();
    controls.latency().clear();
  }
}
