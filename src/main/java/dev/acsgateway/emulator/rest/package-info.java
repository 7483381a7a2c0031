/**
 * The ACS identity REST API: versions, routes, rules, answers.
 *
 * <p>Invariants: handlers neither block nor keep state, and run on the event loop that received the
 * request; a request is checked in full before it changes anything; what is refused is an {@link
 * dev.acsgateway.emulator.rest.ApiFailure}, turned into JSON in one place; an access token or key
 * appears in no log. Facts are marked as in the project's notes: [R] seen in a Microsoft recording,
 * [S] specified, [P] probed with a real SDK, [?] chosen for want of evidence.
 */
@NullMarked
package dev.acsgateway.emulator.rest;

import org.jspecify.annotations.NullMarked;
