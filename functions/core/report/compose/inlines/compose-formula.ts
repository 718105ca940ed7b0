import { isNumeric } from "../../../decimal.ts";
import type { Where } from "../../../errors.ts";
import { shownValue, type Composition } from "../composition.ts";

/** Characters with a meaning in TeX. */
const special = /[\\{}$&#%^_~]/g;

/** A formula, recorded for drawing. A value in it is a number or words, and never read as TeX. */
export function composeFormula(
  composition: Composition,
  source: string,
  display: boolean,
  where: Where,
): { readonly id: string; readonly tex: string } {
  const tex = composition
    .splitValues(source)
    .map((piece) => {
      if ("text" in piece) return piece.text;
      if (isNumeric(piece.value)) return `{${String(piece.value)}}`;
      return `\\text{${shownValue(composition, piece.value).replace(special, (sign) => (sign === "\\" ? "/" : sign === "^" || sign === "~" ? " " : `\\${sign}`))}}`;
    })
    .join("")
    .trim();
  const id = `formula-${composition.formulas.size + 1}`;
  composition.formulas.set(id, {
    content: { kind: "formula", name: `$${tex.length > 60 ? `${tex.slice(0, 60)}…` : tex}$`, tex, display },
    where,
  });
  return { id, tex };
}
