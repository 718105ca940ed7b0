import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { flagshipPage, type PageContent } from "./chart-page.ts";
import { type ComposedFlagship, composeFlagship, openFlagshipWorld } from "./flagship.ts";

/** A report as a peer is handed it. */
export interface PageFile {
  readonly file: string;
  readonly page: PageContent;
  readonly composed: ComposedFlagship;
}

/** Composes flagships, a half of them in each language, and leaves each as a file of JSON in a folder. */
export async function writePageFiles(folder: string, count: number): Promise<readonly PageFile[]> {
  const world = await openFlagshipWorld();
  const made: PageFile[] = [];
  for (let iteration = 0; iteration < count; iteration += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one database at a time
    const composed = await composeFlagship(world, iteration);
    const page = flagshipPage(composed);
    const file = join(folder, `page-${iteration}.json`);
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(file, JSON.stringify(page));
    made.push({ file, page, composed });
  }
  return made;
}

/** The charts of a report, each on a page of its own. */
export async function writeChartFiles(folder: string): Promise<readonly string[]> {
  const [{ page } = { page: undefined }] = await writePageFiles(folder, 1);
  if (page === undefined) throw new Error("no page was made");
  return Promise.all(
    page.charts.map(async (chart, index) => {
      const file = join(folder, `chart-${index}.json`);
      await writeFile(file, JSON.stringify({ ...page, html: '<div class="chart"></div>', charts: [chart] }));
      return file;
    }),
  );
}
