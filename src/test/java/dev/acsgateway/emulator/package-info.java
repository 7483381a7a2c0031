/** The emulator's proof: raw clients, properties and unmodified SDKs. */
@NullMarked
package dev.acsgateway.emulator;

import org.jspecify.annotations.NullMarked;
