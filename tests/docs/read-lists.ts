import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Html, InlineCode, Nodes, Table } from "mdast";
import { parseMarkdown } from "../../functions/core/report/compose/markdown/parse-markdown.ts";

const docs = join(import.meta.dirname, "../../docs");

/** A table of the documentation whose first column claims to name everything of a kind. */
export interface DocumentedList {
  /** The kind, from the comment above the table: `<!-- all: filters -->`. */
  readonly of: string;
  readonly names: readonly string[];
  /** `page:line` of the table. */
  readonly at: string;
}

/** Lists the tables of a page below a comment `<!-- all: … -->`. */
export function readLists(page: string): readonly DocumentedList[] {
  const blocks = parseMarkdown(readFileSync(join(docs, page), "utf8")).children as readonly Nodes[];
  return blocks.flatMap((block, index) => {
    const of = block.type === "html" ? /^<!-- all: (.+) -->$/.exec((block as Html).value)?.[1] : undefined;
    if (of === undefined) return [];
    const table = blocks[index + 1];
    const at = `docs/${page}:${block.position!.start.line}`;
    if (table?.type !== "table") throw new Error(`${at}: no table follows`);
    return [{ of, at, names: (table as Table).children.slice(1).flatMap((row) => namesIn(row.children[0]!)) }];
  });
}

function namesIn(node: Nodes): string[] {
  if (node.type === "inlineCode") return [(node as InlineCode).value];
  return "children" in node ? (node.children as Nodes[]).flatMap(namesIn) : [];
}
