import { figurePlaces } from "./figure-places.ts";
import { makeDocument } from "./make-document.ts";
import { setSeeded } from "./set-seeded.ts";

/**
 * Prints the measure of the pages of each seeded document, one to a line, and how many of its figures are outside their
 * sections: `node tests/core/report/layout/seeded/print-quality.ts 1000`.
 */
for (let seed = 1; seed <= Number(process.argv[2] ?? 1000); seed++) {
  const document = makeDocument(seed);
  const layout = setSeeded(document);
  const { penalties, sum } = layout.quality;
  const astray = figurePlaces(document, layout).filter(({ at, begins, ends }) => at < begins || at > ends).length;
  process.stdout.write(`${JSON.stringify({ seed, pages: layout.pages.length, ...penalties, sum, astray })}\n`);
}
