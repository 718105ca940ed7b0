// Shows the OpenAPI document of this server. A token that the studio was given in this tab is sent along, as a header.
const place = document.querySelector("#reference");

function authorization() {
  const token = sessionStorage.getItem("broadsheet-token");
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

async function show() {
  const response = await fetch("/openapi.json", { headers: authorization() });
  if (response.status === 401) throw new Error("This server asks for a token: open the studio in this tab, give it there, and come back.");
  if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
  window.SwaggerUIBundle({
    spec: await response.json(),
    domNode: place,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor(request) {
      Object.assign(request.headers, authorization());
      return request;
    },
  });
}

show().catch((error) => {
  place.firstElementChild.textContent = error.message;
});
