/** The meaning of a message from Vega or d3 for a spec's author. */
export interface Translation {
  readonly message: string;
  readonly seen?: string;
  readonly hint?: string;
  /** The type of the transform or force that reports it. */
  readonly speaker?: string;
}

const translations: readonly (readonly [words: RegExp, translate: (part: string) => Translation])[] = [
  [
    /^node not found: (.*)$/s,
    (node) => ({
      message: `a link leads to the node "${node}", which is not among the nodes`,
      seen: node,
      speaker: "link",
      hint: 'source and target of a link are node indices, counted from 0, or the values that the "id" of the link force gives the nodes',
    }),
  ],
  [
    /^missing: (.*)$/s,
    (parent) => ({
      message: `a row has the parent "${parent}", but no row has that key`,
      seen: parent,
      speaker: "stratify",
      hint: "add a row for it, or leave out its children",
    }),
  ],
  [
    /^ambiguous: (.*)$/s,
    (key) => ({
      message: `several rows have the key "${key}", so their children have more than one parent`,
      seen: key,
      speaker: "stratify",
      hint: "use each key once",
    }),
  ],
  [
    /^no root$/,
    () => ({
      message: "every row has a parent: a tree needs a root without one",
      speaker: "stratify",
      hint: "leave the parent of the topmost row empty",
    }),
  ],
  [
    /^multiple roots$/,
    () => ({
      message: "several rows have no parent: a tree has one root",
      speaker: "stratify",
      hint: "give them a common parent",
    }),
  ],
  [
    /^cycle$/,
    () => ({
      message: "rows are their own ancestors: a tree has no cycles",
      speaker: "stratify",
      hint: "no row may be the parent of its own ancestor",
    }),
  ],
  [
    /^Cannot read properties of undefined \(reading 'context'\)$/,
    () => ({
      message: "a shape mark has no shape to draw",
      speaker: "shape",
      hint: 'give the mark a transform of the type "geoshape" and its data GeoJSON',
    }),
  ],
  [
    /^Access path missing closing (?:quote|bracket): (.*)$/s,
    (field) => ({
      message: `the field "${field}" cannot be read: a quote or bracket in it is never closed`,
      seen: field,
      hint: `put a backslash before quotes, brackets and dots that belong to a name, two in JSON: "${escapeField(field)}"`,
    }),
  ],
  [
    /^Access path missing open bracket: (.*)$/s,
    (field) => ({
      message: `the field "${field}" cannot be read: a bracket in it is closed but never opened`,
      seen: field,
      hint: `put a backslash before quotes, brackets and dots that belong to a name, two in JSON: "${escapeField(field)}"`,
    }),
  ],
];

/** Translates an error message; `undefined` if it is best quoted unchanged. */
export function translateWords(words: string): Translation | undefined {
  for (const [pattern, translate] of translations) {
    const found = pattern.exec(words);
    if (found !== null) return translate(found[1] ?? "");
  }
  return undefined;
}

/** Escapes a field name for JSON, so that Vega reads it as one name. */
function escapeField(field: string): string {
  return field.replaceAll(/["'[\]\\]/g, (character) =>
    character === '"' || character === "\\" ? `\\\\\\${character}` : `\\\\${character}`,
  );
}
