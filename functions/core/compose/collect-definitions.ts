import type { Definition, FootnoteDefinition, Nodes } from "mdast";
import type { Composition } from "./composition.ts";
import type { ReadPart } from "./markdown/read-parts.ts";

export interface Definitions extends Pick<Composition, "definitions" | "footnoteDefinitions"> {
  /** Footnote's identifier → the part that defines it. */
  readonly homes: ReadonlyMap<string, ReadPart>;
}

/** What the report's text defines for use elsewhere: addresses of links, and footnotes. The first definition counts. */
export function collectDefinitions(parts: readonly ReadPart[]): Definitions {
  const definitions = new Map<string, Definition>();
  const footnoteDefinitions = new Map<string, FootnoteDefinition>();
  const homes = new Map<string, ReadPart>();
  const visit = (node: Nodes, part: ReadPart): void => {
    // Behind the end of a part stand the labels of other parts' footnotes, which define nothing.
    if ((node.position?.start.offset ?? 0) >= part.extracted.text.length && node.type !== "root") return;
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    if (node.type === "footnoteDefinition" && !footnoteDefinitions.has(node.identifier)) {
      footnoteDefinitions.set(node.identifier, node);
      homes.set(node.identifier, part);
    }
    if ("children" in node) for (const child of node.children) visit(child, part);
  };
  for (const part of parts) visit(part.root, part);
  return { definitions, footnoteDefinitions, homes };
}
