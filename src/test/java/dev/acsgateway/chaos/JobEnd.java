package dev.acsgateway.chaos;

/**
 * How an accepted clean-up job stood when nothing was wrong any more.
 *
 * @param state as the API names it
 */
record JobEnd(String state, long total, long done, long failed, long skipped, long left) {

  boolean addsUp() {
    return total == done + failed + skipped + left;
  }
}
