import type { Definition, FootnoteDefinition, Nodes } from "mdast";
import type { Composition } from "./composition.ts";
import { identifierOf } from "./markdown/identifier-of.ts";
import type { ReadPart } from "./markdown/read-parts.ts";

export interface Definitions extends Pick<Composition, "definitions" | "footnoteDefinitions"> {
  /** Footnote's identifier → the part that defines it. */
  readonly homes: ReadonlyMap<string, ReadPart>;
}

/**
 * The link addresses and footnotes that the report's text defines. The first definition counts.
 *
 * @param valuesIn replaces the placeholders of a label by their values, which gives its name
 */
export function collectDefinitions(
  parts: readonly ReadPart[],
  valuesIn: (text: string, numbers: readonly number[]) => string,
): Definitions {
  const definitions = new Map<string, Definition>();
  const footnoteDefinitions = new Map<string, FootnoteDefinition>();
  const homes = new Map<string, ReadPart>();
  const visit = (node: Nodes, part: ReadPart): void => {
    // The stubs after the end of a part define nothing: their labels are defined elsewhere.
    if ((node.position?.start.offset ?? 0) >= part.extracted.text.length && node.type !== "root") return;
    if (node.type === "definition" || node.type === "footnoteDefinition") {
      const identifier = identifierOf(valuesIn(node.identifier, part.numbers));
      if (node.type === "definition" && !definitions.has(identifier)) definitions.set(identifier, node);
      if (node.type === "footnoteDefinition" && !footnoteDefinitions.has(identifier)) {
        footnoteDefinitions.set(identifier, {
          ...node,
          identifier,
          label: valuesIn(node.label ?? node.identifier, part.numbers),
        });
        homes.set(identifier, part);
      }
    }
    if ("children" in node) for (const child of node.children) visit(child, part);
  };
  for (const part of parts) visit(part.root, part);
  return { definitions, footnoteDefinitions, homes };
}
