// Shows the OpenAPI document with Swagger UI; the document's address stands in the page.

const node = document.getElementById("docs");

globalThis.SwaggerUIBundle({
  url: node.dataset.schema,
  domNode: node,
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  supportedSubmitMethods: ["get"],
});
