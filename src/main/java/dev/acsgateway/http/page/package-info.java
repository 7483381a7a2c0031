/**
 * Pages for a browser, and what they load. Nothing of them is served before somebody asks, and no
 * page may talk to another host, by its content security policy.
 */
@NullMarked
package dev.acsgateway.http.page;

import org.jspecify.annotations.NullMarked;
