// Shows the OpenAPI document of this server. A token that the studio was given in this tab is sent along, as a header.
const place = document.querySelector("#reference");

function authorization() {
  const token = sessionStorage.getItem("broadsheet-token");
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/**
 * Parts of the viewer that kept people out, changed. The path of an operation was a link inside the button that opens
 * it, which neither a keyboard nor a screen reader can tell apart: here it is a text, and the button still sets the
 * address. The list of servers had one entry, this one, and no name. The description was outside of every landmark, and
 * the headings left out a level.
 */
function accessible({ React }) {
  const make = React.createElement;
  return {
    wrapComponents: {
      DeepLink:
        () =>
        ({ path, text }) =>
          make("span", null, text ?? path),
      ServersContainer: () => () => null,
      InfoContainer: (Original) => (given) => make("section", { "aria-label": "About" }, make(Original, given)),
      operations: (Original) => (given) =>
        make(React.Fragment, null, make("h2", { className: "wrapper" }, "Operations"), make(Original, given)),
    },
  };
}

async function show() {
  const response = await fetch("/openapi.json", { headers: authorization() });
  if (response.status === 401)
    throw new Error("This server asks for a token: open the studio in this tab, give it there, and come back.");
  if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
  window.SwaggerUIBundle({
    spec: await response.json(),
    domNode: place,
    deepLinking: true,
    // Of more than 150 lines at a time the viewer draws only those in the window, which the browser's search then misses.
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    plugins: [accessible],
    // Its colours are too pale to read, and a style of each word.
    syntaxHighlight: { activated: false },
    requestInterceptor(request) {
      Object.assign(request.headers, authorization());
      return request;
    },
  });
}

show().catch((error) => {
  place.firstElementChild.textContent = error.message;
});
