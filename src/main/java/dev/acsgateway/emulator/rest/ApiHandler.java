package dev.acsgateway.emulator.rest;

/** One method of the API. */
interface ApiHandler {

  /**
   * Does what is asked.
   *
   * @throws ApiFailure if it is refused; then nothing was done
   */
  ApiResponse handle(ApiRequest request);
}
