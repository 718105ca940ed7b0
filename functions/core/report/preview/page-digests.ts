import { sha256 } from "../../json/canonical-json.ts";
import type { Box, Layout } from "../layout/page.ts";

/**
 * A digest of what each page shows. Structure plays no part: a paragraph more on an earlier page renumbers all
 * elements, and changes nothing that can be seen.
 *
 * @param drawings figure id → digest of its drawing
 * @param fonts digest of the template's own fonts
 */
export function pageDigests({ pages }: Layout, drawings: ReadonlyMap<string, string>, fonts: string): string[] {
  return pages.map(({ width, height, boxes }) => {
    const shown = boxes.map((box) => {
      if (box.kind === "chart") return { ...box, means: 0, figure: drawings.get(box.figure) };
      return "means" in box ? ({ ...box, means: 0 } as unknown as Box) : box;
    });
    return sha256(JSON.stringify([width, height, fonts, shown]));
  });
}
