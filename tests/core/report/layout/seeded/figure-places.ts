import type { Layout } from "../../../../../functions/core/report/layout/page.ts";
import { boxesOf } from "../layout-fixture.ts";
import type { SeededDocument } from "./make-document.ts";

/** Where a figure stands, and where its section begins and ends: pages, and the height on the page as a fraction. */
export interface FigurePlace {
  readonly figure: string;
  readonly at: number;
  readonly begins: number;
  /** Infinite for the last section. */
  readonly ends: number;
}

/**
 * The figures of a document that was set, in the order of its text. A section ends where the next of its level begins,
 * or a chapter.
 */
export function figurePlaces({ blocks }: SeededDocument, { pages }: Layout): FigurePlace[] {
  const placeOf = (name: string): number => {
    const page = pages.findIndex((each) => boxesOf(each, "destination").some((box) => box.name === name));
    return page + boxesOf(pages[page], "destination").find((box) => box.name === name)!.y / 10_000;
  };
  return blocks.flatMap((block, at) => {
    if (block.type !== "figure") return [];
    const own = blocks.slice(0, at).findLast((each) => each.type === "heading")!;
    const end = blocks.slice(at).find((each) => each.type === "heading" && each.level <= Math.max(2, own.level));
    return [
      {
        figure: block.id,
        at: placeOf(block.id),
        begins: placeOf(own.id),
        ends: end?.type === "heading" ? placeOf(end.id) : Infinity,
      },
    ];
  });
}
