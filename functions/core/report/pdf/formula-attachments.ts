import type { Document } from "../document/document.ts";
import type { Drawing } from "../../drawing.ts";
import type { Attachment } from "./file/write-attachments.ts";

/**
 * The formulas as MathML, each an associated file of its Formula element (ISO 19005-3, 6.8), for readers that speak or
 * calculate it.
 */
export function formulaAttachments(
  { pictures = new Map() }: Document,
  drawings: ReadonlyMap<string, Drawing>,
): Attachment[] {
  return [...pictures].flatMap(([id, { content }]) => {
    const mathml = drawings.get(id)?.mathml;
    if (content.kind !== "formula" || mathml === undefined) return [];
    return {
      name: `${id}.mml`,
      description: `The formula ${content.tex} in MathML`,
      type: "application/mathml+xml",
      body: new TextEncoder().encode(mathml),
      relationship: "Supplement" as const,
      figure: id,
    };
  });
}
