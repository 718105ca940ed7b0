import { identifierOf } from "./identifier-of.ts";

/** A footnote's label as in GFM: no space, brackets only after a backslash. */
const footnoteLabel = String.raw`\[\^((?:\\[[\\\]]|\\(?![[\\\]])|[^\][\s\\])+)\]`;
const footnoteDefinition = new RegExp(String.raw`^[ \t>*+\-\d.)]*${footnoteLabel}:`, "gm");
const footnoteReference = new RegExp(footnoteLabel, "g");
const bracketed = /\[((?:\\.|[^\][\\])+)\]/g;

/** Returns what a label names, with its placeholders replaced by their values. */
export type Naming = (label: string) => string;

/** Names of the footnotes that a text seems to define: some may be in code, but none is missed. */
export function footnotesDefinedIn(text: string, naming: Naming): Set<string> {
  return new Set([...text.matchAll(footnoteDefinition)].map(([, label = ""]) => identifierOf(naming(label))));
}

/**
 * Definitions to append to a text with references defined elsewhere: without a definition, Markdown takes a reference
 * for plain text. Each label is defined as written in the text, so that its placeholders match.
 */
export function stubsFor(
  text: string,
  naming: Naming,
  footnotes: { has(identifier: string): boolean },
  links?: { has(identifier: string): boolean },
): string {
  const labels = (pattern: RegExp, known: { has(identifier: string): boolean }): Set<string> =>
    new Set(
      [...text.matchAll(pattern)]
        .map(([, label = ""]) => label)
        .filter((label) => known.has(identifierOf(naming(label)))),
    );
  const notes = text.includes("[^")
    ? [...labels(footnoteReference, footnotes)].map((label) => `\n\n[^${label}]: -`)
    : [];
  const addresses = links === undefined ? [] : [...labels(bracketed, links)].map((label) => `\n\n[${label}]: -`);
  return [...notes, ...addresses].join("");
}
