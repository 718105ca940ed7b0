import { identifierOf } from "./identifier-of.ts";

/** A footnote's label as GFM writes it: no space, brackets only behind a backslash. */
const footnoteLabel = String.raw`\[\^((?:\\[[\\\]]|\\(?![[\\\]])|[^\][\s\\])+)\]`;
const footnoteDefinition = new RegExp(String.raw`^[ \t>*+\-\d.)]*${footnoteLabel}:`, "gm");
const footnoteReference = new RegExp(footnoteLabel, "g");
const bracketed = /\[((?:\\.|[^\][\\])+)\]/g;

/** Tells what a label names; its placeholders have been replaced by their values. */
export type Naming = (label: string) => string;

/** What the footnotes are called that a text seems to define: some may be shown in code, none is missed. */
export function footnotesDefinedIn(text: string, naming: Naming): Set<string> {
  return new Set([...text.matchAll(footnoteDefinition)].map(([, label = ""]) => identifierOf(naming(label))));
}

/**
 * Definitions to stand behind a text that refers to what is defined elsewhere: without one Markdown takes a reference for words.
 * Each label is defined as it is written in the text, so that its placeholders are those of the text.
 */
export function stubsFor(text: string, naming: Naming, footnotes: { has(identifier: string): boolean }, links?: { has(identifier: string): boolean }): string {
  const labels = (pattern: RegExp, known: { has(identifier: string): boolean }): Set<string> =>
    new Set([...text.matchAll(pattern)].map(([, label = ""]) => label).filter((label) => known.has(identifierOf(naming(label)))));
  const notes = text.includes("[^") ? [...labels(footnoteReference, footnotes)].map((label) => `\n\n[^${label}]: -`) : [];
  const addresses = links === undefined ? [] : [...labels(bracketed, links)].map((label) => `\n\n[${label}]: -`);
  return [...notes, ...addresses].join("");
}
