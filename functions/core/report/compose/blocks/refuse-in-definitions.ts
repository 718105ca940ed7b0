import type { Nodes } from "mdast";
import type { Composition } from "../composition.ts";
import { splitDefinitions } from "../markdown/split-definitions.ts";

/** What PHP Markdown Extra lets a meaning hold. */
const names: Partial<Readonly<Record<Nodes["type"], string>>> = {
  list: "a list",
  code: "code",
  blockquote: "a quotation",
  table: "a table",
  paragraph: "a second paragraph",
};

/** A meaning that begins as a list does. */
const listed = /^[ \t]*:[ \t]+[-*+][ \t]/m;

/**
 * Refuses lists and other blocks inside a definition, whose meanings are lines of text here: a list would be printed as
 * words with hyphens, or behind all definitions.
 */
export function refuseInDefinitions(composition: Composition, nodes: readonly Nodes[]): void {
  nodes.forEach((node, index) => {
    if (node.type !== "paragraph") return;
    const source = composition.sourceOf(node);
    if (!source.includes("\n") || splitDefinitions(node.children) === undefined) return;
    const begun = listed.exec(source);
    if (begun !== null) {
      refuse(composition, node, "a list", source.slice(0, begun.index).split("\n").length - 1);
      return;
    }
    const next = nodes[index + 1];
    const name = next === undefined ? undefined : names[next.type];
    const [from, to] = [next?.position?.start, node.position];
    if (next === undefined || name === undefined || from === undefined || to === undefined) return;
    // Indented code begins at the line's own beginning.
    const indented =
      from.column > to.start.column || (next.type === "code" && !/^\s*(?:`{3}|~{3})/.test(composition.sourceOf(next)));
    const attached = next.type === "list" && from.line === to.end.line + 1;
    if (indented || attached) refuse(composition, next, name);
  });
}

/** @param down lines from the node's first one to the fault */
function refuse({ problems, where: find }: Composition, node: Nodes, what: string, down = 0): void {
  const found = find(node);
  const where = down === 0 ? found : { ...found, line: (found.line ?? 1) + down, column: undefined };
  problems.push({
    code: "invalid-content",
    message: `${where.file}:${where.line}: a definition cannot hold ${what}`,
    where,
    allowed: "meanings of one or more lines, each behind a colon and a space",
    hint: "write each item as a meaning of its own (`: …`), or put it below the definitions: after an empty line, and not indented",
  });
}
