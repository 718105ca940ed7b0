import { DOMImplementation, DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { install } from "wicked-good-xpath";

/**
 * Lends a browser's `window` to the speech rule engine while its modules load, with a DOM and XPath in pure JavaScript.
 * Otherwise it would look for Node's `require`, files and environment. `take-back-window.ts` ends the loan; no other
 * module is evaluated in between.
 */
const { document: xpath, XPathResult } = withXPath();
const made = new DOMImplementation().createDocument(null, "", null);
const document = {
  createElement: made.createElement.bind(made),
  createElementNS: made.createElementNS.bind(made),
  createTextNode: made.createTextNode.bind(made),
  evaluate: xpath.evaluate,
  createNSResolver: xpath.createNSResolver,
  XPathResult,
  // Where the engine looks for settings in a web page.
  documentElement: { querySelectorAll: () => [] },
};
Object.assign(globalThis, { window: { document, DOMParser, XMLSerializer }, document });

function withXPath(): Parameters<typeof install>[0] {
  const place: Parameters<typeof install>[0] = { document: {}, XPathResult: {} };
  install(place);
  return place;
}
