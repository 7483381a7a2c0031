/** What can be seen of requests from outside: how many, how long, how they ended. */
@NullMarked
package dev.acsgateway.http.watch;

import org.jspecify.annotations.NullMarked;
