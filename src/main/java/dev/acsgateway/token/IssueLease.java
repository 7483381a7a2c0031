package dev.acsgateway.token;

import dev.acsgateway.identity.Identity;
import java.util.Optional;

/**
 * The right, held by one node at a time, to obtain the token of a key from ACS.
 *
 * @param key the token to obtain
 * @param identity whose token it will be; empty when the identity has to be made with it
 * @param epoch the user's epoch at take-off; the flight is void once the user has another
 * @param nonce names the holder
 * @param issuedWith the fingerprint of the access key at take-off; if another is put in use before
 *     ACS is asked, the token counts as made with the former one, and is soon replaced
 */
public record IssueLease(
    TokenKey key, Optional<Identity> identity, long epoch, String nonce, String issuedWith) {}
