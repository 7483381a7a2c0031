/**
 * The command line: one small class per command, each a thin shell around what it starts.
 *
 * <p>Exit codes: 0 done, 1 failed with one readable line on standard error, 2 wrong usage. What a
 * command has to say goes to standard output, log lines go to standard error. A command that serves
 * runs until SIGTERM or Ctrl-C, then stops gracefully with 0.
 */
@NullMarked
package dev.acsgateway.cli;

import org.jspecify.annotations.NullMarked;
