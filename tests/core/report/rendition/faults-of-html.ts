import { compareRendition } from "../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import type { StatedParts } from "../../../../functions/core/report/rendition/compare/stating.ts";
import { htmlBlocks } from "../../../../functions/proof/html/html-blocks.ts";
import { elementsOf, readHtml } from "../../../../functions/proof/html/read-html.ts";

/** Elements and attributes that a page of a report may have: none that runs, loads or restyles. */
const forbiddenElements = new Set([
  "script",
  "iframe",
  "object",
  "embed",
  "form",
  "input",
  "link",
  "base",
  "use",
  "foreignObject",
]);

/** What is wrong with a page: what it says, its ids, and what no page may hold. */
export function faultsOfHtml(html: string, stated: StatedParts): string[] {
  const faults = compareRendition(stated, htmlBlocks(html)).map((difference) => `says ${JSON.stringify(difference)}`);
  const elements = [...elementsOf({ name: "", attributes: {}, children: [readHtml(html)] })];
  const ids = elements.flatMap(({ attributes }) => (attributes["id"] === undefined ? [] : [attributes["id"]]));
  const known = new Set(ids);
  if (known.size < ids.length)
    faults.push(`ids twice: ${ids.filter((id, index) => ids.indexOf(id) < index).join(" ")}`);
  for (const { name, attributes } of elements) {
    if (forbiddenElements.has(name)) faults.push(`holds <${name}>`);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute === "style" || attribute.startsWith("on")) faults.push(`<${name}> has ${attribute}="${value}"`);
      const targets =
        attribute === "href" && value.startsWith("#")
          ? [decodeURIComponent(value.slice(1))]
          : attribute === "headers"
            ? value.split(" ")
            : attribute === "aria-labelledby"
              ? [value]
              : [...value.matchAll(/^url\(#(.*)\)$/g)].map(([, id]) => id!);
      for (const id of targets) if (!known.has(id)) faults.push(`<${name}> ${attribute} leads to no id "${id}"`);
      if (attribute === "href" && !/^(?:#|https?:|mailto:|data:image\/(?:png|jpeg);)/.test(value))
        faults.push(`<${name}> leads to ${value}`);
      if (
        /^\S*\d\.\d{3}/.test(value) &&
        !value.endsWith("em") &&
        ["d", "x", "y", "width", "height"].includes(attribute)
      )
        faults.push(`<${name}> ${attribute} has more than 2 decimals: ${value.slice(0, 60)}`);
    }
  }
  return faults;
}
