import { openPageImages, type PageImages } from "../../adapters/page-images.ts";
import { compareImages } from "../../core/review/compare-images.ts";
import type { ComparedPage } from "./comparison.ts";

/** Pixels a point: 108 to the inch, where a hairline of a quarter point still changes pixels. */
const scale = 1.5;

/** Draws the pages of two PDFs and returns those that look different. */
export async function comparePages(before: Uint8Array, after: Uint8Array): Promise<ComparedPage[]> {
  const sides = [await openPageImages(before), await openPageImages(after)] as const;
  try {
    const found: ComparedPage[] = [];
    for (let page = 1; page <= Math.max(sides[0].count, sides[1].count); page++) {
      const [was, is] = [await drawn(sides[0], page), await drawn(sides[1], page)];
      if (was === undefined || is === undefined) {
        found.push({ page, before: was, after: is });
        continue;
      }
      const difference = compareImages(was, is);
      if (difference !== undefined) found.push({ page, before: was, after: is, ...difference });
    }
    return found;
  } finally {
    for (const side of sides) side.close();
  }
}

async function drawn(pages: PageImages, page: number): Promise<Awaited<ReturnType<PageImages["draw"]>> | undefined> {
  return page > pages.count ? undefined : await pages.draw(page, scale);
}
