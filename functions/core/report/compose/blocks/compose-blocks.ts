import type { BlockContent, Code, Heading as MarkdownHeading, List, Nodes, Table } from "mdast";
import { claimId } from "../inlines/claim-id.ts";
import { composeDirective } from "./compose-directive.ts";
import { composeFormula } from "../inlines/compose-formula.ts";
import { composeImages } from "./compose-images.ts";
import { composeInlines, refuseHtml } from "../inlines/compose-inlines.ts";
import { nameText, plainText, shownValue, type Composition } from "../composition.ts";
import type { Block, CodeBlock, DataTable, Heading, Inline } from "../../document/document.ts";
import { headingMark } from "../markdown/heading-mark.ts";
import { inlineText } from "../inline-text.ts";
import { joinTexts } from "../../document/inline-origins.ts";
import { joinDefinitions } from "./join-definitions.ts";
import { refuseInDefinitions } from "./refuse-in-definitions.ts";
import { splitDefinitions, type DefinitionNodes } from "../markdown/split-definitions.ts";
import { tableFromMarkdown } from "../inlines/table-from-markdown.ts";

/**
 * Converts Markdown nodes to blocks of the report.
 *
 * @param nested whether they are inside another block @default true
 */
export function composeBlocks(composition: Composition, nodes: readonly Nodes[], nested = true): Block[] {
  const { noteSource, sources } = composition;
  refuseInDefinitions(composition, nodes);
  const compose = (node: Nodes): Block[] => composeBlock(composition, node as BlockContent, nested);
  if (noteSource === undefined) return joinDefinitions(nodes.flatMap(compose));
  const blocks = nodes.flatMap((node) => {
    const composed = compose(node);
    noteSource(composed, node);
    return composed;
  });
  return joinDefinitions(blocks, sources);
}

function composeBlock(composition: Composition, node: BlockContent, nested: boolean): Block[] {
  switch (node.type) {
    case "heading":
      return [composeHeading(composition, node)];
    case "paragraph": {
      checkBrokenDirective(composition, node);
      const images = composeImages(composition, node);
      if (images !== undefined) return images;
      const definitions = splitDefinitions(node.children);
      if (definitions !== undefined) return [composeDefinitions(composition, definitions)];
      const children = composeInlines(composition, node.children);
      return children.length === 0 ? [] : [{ type: "paragraph", children }];
    }
    case "list":
      return [composeList(composition, node)];
    case "blockquote":
      return [{ type: "quote", children: composeBlocks(composition, node.children) }];
    case "code":
      return [composeCode(composition, node)];
    case "math":
      return [{ type: "formula", ...composeFormula(composition, node.value, true, composition.where(node)) }];
    case "thematicBreak":
      return [{ type: "rule" }];
    case "table":
      return [composeTable(composition, node)];
    case "html":
      if (!/^(<!--[\s\S]*?-->\s*)+$/.test(node.value)) refuseHtml(composition, node.value, composition.where(node));
      return [];
    case "leafDirective":
    case "containerDirective":
      return composeDirective(composition, node, nested, (nodes, within) => composeBlocks(composition, nodes, within));
    default:
      // Definitions of links and footnotes are already collected; they print nothing here.
      return [];
  }
}

/**
 * A heading may end with its own id, and with `-` if it is not numbered: `## Method {#method -}`. Both are found before
 * values are inserted.
 */
function composeHeading(composition: Composition, node: MarkdownHeading): Heading {
  const last = node.children.at(-1);
  const found = last?.type === "text" ? headingMark.exec(last.value) : null;
  const nodes =
    found === null || last?.type !== "text"
      ? node.children
      : [...node.children.slice(0, -1), { ...last, value: last.value.slice(0, found.index) }];
  const children = composeInlines(composition, nodes);
  const number = numberHeading(composition, node, (found?.[2] ?? found?.[3]) !== undefined);
  const words = children.filter(({ type }) => type !== "footnote");
  const target = {
    text:
      number === undefined
        ? words
        : number.appendix
          ? [{ type: "text" as const, text: number.printed }]
          : [{ type: "text" as const, text: `${number.printed} ` }, ...words],
  };
  const id = claimId(
    composition,
    found?.[1] === undefined ? undefined : nameText(composition, found[1]),
    inlineText(children),
    target,
    composition.where(node),
  );
  composition.levels.add(node.depth);
  return {
    type: "heading",
    level: node.depth,
    id,
    children,
    ...(number === undefined ? {} : { number: number.printed }),
  };
}

/** The printed number of a heading: "2.1", "Appendix A". The report's title has none. */
function numberHeading(
  { sections, levels, locale: { words } }: Composition,
  { depth }: MarkdownHeading,
  plain: boolean,
): { printed: string; appendix: boolean } | undefined {
  const title = depth === 1 && !levels.has(1);
  const counted = plain || title ? undefined : sections.count(depth);
  if (counted === undefined) return undefined;
  return {
    appendix: counted.appendix,
    printed: counted.appendix ? `${words.appendix}${words.numberGap}${counted.number}` : counted.number,
  };
}

function composeCode(composition: Composition, node: Code): CodeBlock {
  const written = composition.restore(node.value);
  const text = plainText(composition, written);
  const { origins, splitValues } = composition;
  if (origins === undefined) return { type: "code", text };
  const pieces = splitValues(written);
  const shown = pieces.map((piece) => ("text" in piece ? piece.text : shownValue(composition, piece.value)));
  return { type: "code", text, origins: origins.ofPieces(pieces, shown, node) };
}

function composeDefinitions(composition: Composition, items: readonly DefinitionNodes[]): Block {
  const compose = (lines: readonly (readonly Nodes[])[]): Inline[][] =>
    lines.map((line) => composeInlines(composition, line));
  return {
    type: "definitions",
    items: items.map(({ terms, meanings }) => ({ terms: compose(terms), meanings: compose(meanings) })),
  };
}

function composeList(composition: Composition, node: List): Block {
  return {
    type: "list",
    ordered: node.ordered === true,
    start: node.start ?? 1,
    tight: !node.spread && node.children.every((item) => item.spread !== true),
    items: node.children.map((item) => {
      const blocks = composeBlocks(composition, item.children);
      if (typeof item.checked !== "boolean") return blocks;
      const [first, ...rest] = blocks;
      return first?.type === "paragraph"
        ? [{ ...first, children: addBox(first.children, item.checked === true) }, ...rest]
        : blocks;
    }),
  };
}

/** Puts a task's box before its text. */
function addBox([first, ...rest]: readonly Inline[], checked: boolean): Inline[] {
  const box = checked ? "☑ " : "☐ ";
  if (first?.type === "text") return [{ ...first, ...joinTexts({ type: "text", text: box }, first) }, ...rest];
  return [{ type: "text", text: box }, ...(first === undefined ? [] : [first]), ...rest];
}

/** A table without a title is not counted, since nothing could refer to it. */
function composeTable(composition: Composition, node: Table): DataTable {
  const id = claimId(composition, undefined, "table", { text: [] }, composition.where(node));
  return {
    type: "table",
    id,
    number: 0,
    title: [],
    deck: [],
    source: [],
    note: [],
    ...tableFromMarkdown(composition, node),
  };
}

/** Reports a paragraph that begins like a directive: Markdown could not read the directive. */
function checkBrokenDirective(composition: Composition, node: Nodes): void {
  const source = composition.sourceOf(node).slice(0, 60);
  const [, name] = /^:{2,}\s*([a-z][a-z-]*)/.exec(source) ?? [];
  if (name === undefined) return;
  const where = composition.where(node);
  composition.problems.push({
    code: "malformed-directive",
    message: `${where.file}:${where.line}: the directive ${name} cannot be read`,
    where,
    seen: source.split("\n")[0]?.replace(/\{?[\ufdd0-\ufdef][\ufdd0-\ufdef=\d]*\}?/g, "…"),
    allowed: '::name{attribute="value"} on a line of its own, or :::name{...} and a closing :::',
    hint: "look for a missing quotation mark or brace, or a space after the colons",
  });
}
