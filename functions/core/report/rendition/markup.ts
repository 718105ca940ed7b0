import { escapeXml } from "../../xml/escape-xml.ts";

/** Finished markup, in which texts are escaped: a type of its own, so that no text gets among it as it is. */
export type Markup = { readonly markup: string };

/** What an element's attributes may be: `true` writes the bare name in both HTML and XML, absent ones are left out. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/** Elements without content and without an end tag (WHATWG HTML, 13.1.2). */
const empty = new Set(["meta", "br", "hr", "rect", "path", "image", "stop", "link"]);

/** A text as content of an element. */
export function text(words: string): Markup {
  return { markup: escapeXml(words) };
}

/**
 * An element with its content. What is written is HTML and well-formed XML at once: attributes are quoted, elements
 * without content end in `/>`. @param name a name of ours, never one from data
 */
export function element(name: string, attributes: Attributes, ...content: readonly Markup[]): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? "" : ` ${key}="${value === true ? "" : attributeText(value)}"`))
    .join("");
  if (empty.has(name) && content.length === 0) return { markup: `<${name}${written}/>` };
  return { markup: `<${name}${written}>${content.map(({ markup }) => markup).join("")}</${name}>` };
}

/** Several pieces one after the other. */
export function join(pieces: readonly Markup[], between = ""): Markup {
  return { markup: pieces.map(({ markup }) => markup).join(between) };
}

/** Nothing. */
export const nothing: Markup = { markup: "" };

function attributeText(value: string | number): string {
  return escapeXml(String(value))
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/g, " ");
}
