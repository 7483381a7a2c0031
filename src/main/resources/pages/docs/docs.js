"use strict";

SwaggerUIBundle({
  dom_id: "#docs",
  url: "../openapi.yaml",
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
});
