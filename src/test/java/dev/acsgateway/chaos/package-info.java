/**
 * Three gateway processes, a Redis and an ACS that break by a schedule, clients that collide, and a
 * checker over what was seen. A run is named by its seed: schedule and deeds follow from it, how
 * they fall in time does not.
 */
@NullMarked
package dev.acsgateway.chaos;

import org.jspecify.annotations.NullMarked;
