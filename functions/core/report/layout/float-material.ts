import type { Captioned } from "../document/document.ts";
import type { LayoutContext } from "./layout-context.ts";
import type { Material, Slice } from "./slice.ts";

/**
 * A figure or short table, which stays in one piece, as material: it may move within its section, or stays where it is.
 * Without a number it stays, unless its author says otherwise: no words can refer to it from elsewhere.
 */
export function floatMaterial(
  { page }: LayoutContext,
  { number, place = number === 0 ? "here" : (page.figures ?? "float") }: Pick<Captioned, "number" | "place">,
  slices: readonly Slice[],
): Material {
  if (place === "float") return { kind: "float", slices };
  return { kind: "slices", slices: slices.map((part, index) => (index === 0 ? part : { ...part, keep: true })) };
}
