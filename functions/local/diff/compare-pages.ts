import { openPageImages, type PageImages } from "../../adapters/pages/page-images.ts";
import { compareImages } from "../../core/service/review/compare-images.ts";
import { pageDigests } from "../../proof/page-digests.ts";
import { PdfReader } from "../../proof/reader/pdf-reader.ts";
import type { ComparedPage } from "./comparison.ts";

/** Pixels a point: 108 to the inch, where a hairline of a quarter point still changes pixels. */
const scale = 1.5;

/** Draws those pages of two PDFs that are not the same in the files, and returns those that look different. */
export async function comparePages(before: Uint8Array, after: Uint8Array): Promise<ComparedPage[]> {
  const digests = [before, after].map((pdf) => pageDigests(new PdfReader(pdf)));
  if (digests[0]!.join() === digests[1]!.join()) return [];
  const sides = [await openPageImages(before), await openPageImages(after)] as const;
  try {
    const found: ComparedPage[] = [];
    for (let page = 1; page <= Math.max(sides[0].count, sides[1].count); page++) {
      if (digests[0]![page - 1] === digests[1]![page - 1]) continue;
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
