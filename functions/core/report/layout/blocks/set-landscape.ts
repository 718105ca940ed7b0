import type { Landscape } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import type { Material } from "../slice.ts";
import { turnArea, turnContext } from "../pages/turn-page.ts";

/** Blocks on pages of their own, turned to landscape: for wide tables and maps. */
export function setLandscape(context: LayoutContext, block: Landscape, area: Area): Material[] {
  const turned = turnContext(context);
  const inner = { ...turnArea(turned, area), parent: context.structure.add("Sect", area.parent) };
  return [
    { kind: "turn", landscape: true },
    ...turned.setBlocks(turned, block.children, inner),
    { kind: "turn", landscape: false },
  ];
}
