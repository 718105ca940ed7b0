import type { Preview, PreviewPage } from "../preview/preview.ts";

/** A page that is not the same on both sides; one side is absent where only the other has it. */
export interface PagePair {
  readonly number: number;
  readonly before?: PreviewPage;
  readonly after?: PreviewPage;
}

/** The pages that differ between what is published and what would be, by their digests. */
export function pagePairs(before: Pick<Preview, "pages">, after: Pick<Preview, "pages">): PagePair[] {
  const count = Math.max(before.pages.length, after.pages.length);
  return Array.from({ length: count }, (_, index): PagePair => {
    const [was, is] = [before.pages[index], after.pages[index]];
    return {
      number: index + 1,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    };
  }).filter((pair) => pair.before?.digest !== pair.after?.digest);
}
