import type { Definition, FootnoteDefinition, Nodes, Root } from "mdast";
import { extractAttributes, type ExtractedMarkdown } from "./extract-attributes.ts";
import { identifierOf } from "./identifier-of.ts";
import { footnotesDefinedIn, stubsFor, type Naming } from "./label-stubs.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { renumber } from "../liquid/placeholders.ts";
import { splitParts } from "./split-parts.ts";

/** A part of the report's Markdown, parsed. Placeholders in it are numbered from 0. */
export interface ReadPart {
  readonly root: Root;
  readonly extracted: ExtractedMarkdown;
  /** Offset in the whole Markdown. */
  readonly offset: number;
  /** Number of a placeholder in this part → its number in the report. */
  readonly numbers: readonly number[];
}

/**
 * The report's Markdown in parts, each parsed. A footnote may be defined in another part than its reference, so stubs
 * after the end of each part define those of its labels that are defined elsewhere.
 *
 * @param valuesIn replaces the placeholders of a text by their values
 * @param numbers numbers of the placeholders, if the text was renumbered
 * @param math whether `$` begins a formula
 */
export function readParts(
  markdown: string,
  valuesIn: (text: string, numbers?: readonly number[]) => string,
  math = false,
): readonly ReadPart[] {
  const stretches = splitParts(markdown).map(({ text, offset }) => {
    const { text: numbered, numbers } = renumber(text);
    const naming: Naming = (label) => valuesIn(label, numbers);
    return { extracted: extractAttributes(numbered), offset, numbers, naming };
  });
  const read = (footnotes: ReadonlySet<string>): readonly ReadPart[] =>
    stretches.map(({ extracted, offset, numbers, naming }) => ({
      root: parsePart(extracted.text, naming, footnotes, math),
      extracted,
      offset,
      numbers,
    }));
  const seeming = footnotesDefinedIn(markdown, valuesIn);
  const parts = read(seeming);
  // A definition inside code does not count.
  const defined = new Set(
    parts.flatMap(({ root, extracted, numbers }) =>
      ownDefinitions(root, "footnoteDefinition", extracted.text.length).map((node) =>
        identifierOf(valuesIn(node.identifier, numbers)),
      ),
    ),
  );
  return [...seeming].every((identifier) => defined.has(identifier)) ? parts : read(defined);
}

/**
 * A part with its references resolved. Links need a second pass where the parser misses addresses: it resolves
 * references before a container ahead of the definitions inside, and compares labels as written, including
 * placeholders.
 */
function parsePart(text: string, naming: Naming, footnotes: ReadonlySet<string>, math: boolean): Root {
  const root = parseStubbed(text, stubsFor(text, naming, footnotes), math);
  const definitions = ownDefinitions(root, "definition", text.length);
  if (definitions.length === 0) return root;
  const missed =
    /\[[^\][]*\ufde0[^\][]*\]/.test(text) ||
    root.children.some(
      (child) => child.type === "containerDirective" && ownDefinitions(child, "definition", text.length).length > 0,
    );
  if (!missed) return root;
  const links = new Set(definitions.map(({ identifier }) => identifierOf(naming(identifier))));
  return parseStubbed(text, stubsFor(text, naming, footnotes, links), math);
}

/** Parses without the stubs if they would be code, after a fence that is never closed. */
function parseStubbed(text: string, stubs: string, math: boolean): Root {
  const root = parseMarkdown(text + stubs, math);
  const last = root.children.at(-1);
  if (stubs === "" || last?.type === "definition" || last?.type === "footnoteDefinition") return root;
  return parseMarkdown(text, math);
}

/** Definitions before the stubs. */
function ownDefinitions(
  node: Nodes,
  type: "definition" | "footnoteDefinition",
  end: number,
): (Definition | FootnoteDefinition)[] {
  if (node.type === type) return (node.position?.start.offset ?? 0) < end ? [node] : [];
  return "children" in node ? node.children.flatMap((child) => ownDefinitions(child, type, end)) : [];
}
