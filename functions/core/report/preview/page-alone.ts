import type { Layout, Page, StructureElement } from "../layout/page.ts";

/**
 * A layout of one page alone, with the structure that it needs. Its PDF takes a fifth of the time of ten pages; what
 * else a report's file has (attachments, outline, manifest) has no pixels.
 */
export function pageAlone({ structure }: Layout, page: Page): Layout {
  const used = new Set<number>([0]);
  for (const box of page.boxes) {
    if (!("means" in box) || typeof box.means !== "number") continue;
    for (let at: number | undefined = box.means; at !== undefined && !used.has(at); at = structure[at]?.parent)
      used.add(at);
  }
  const kept = [...used].sort((a, b) => a - b);
  const places = new Map(kept.map((index, place) => [index, place]));
  const elements = kept.map((index, place): StructureElement => {
    const element = structure[index]!;
    return element.parent === undefined
      ? { ...element, index: place }
      : { ...element, index: place, parent: places.get(element.parent)! };
  });
  const boxes = page.boxes.map((box) =>
    "means" in box && typeof box.means === "number" ? { ...box, means: places.get(box.means)! } : box,
  );
  return { pages: [{ ...page, boxes: boxes as Page["boxes"] }], structure: elements, outline: [] };
}
