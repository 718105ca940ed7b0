import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { deserialize } from "node:v8";
import type { Document } from "../../functions/core/report/document/document.ts";
import type { PageContent } from "./chart-page.ts";

/** A report as peers get it. */
export interface PageFile {
  readonly file: string;
  /** The results of its queries, as V8 serializes them. */
  readonly tables: string;
  readonly page: PageContent;
  readonly document: Document;
}

/** The number of flagships that contenders take in turn; half of them are in each language. */
const usual = 8;

/** The data directory that they were made from; it holds the flagship. */
export function flagshipStore(folder: string): string {
  return join(folder, "store");
}

const written = new Map<string, Promise<readonly PageFile[]>>();

/**
 * Composes flagships and writes each to a JSON file in a folder, where later cases find them. It does so in a separate
 * process: pages of DuckDB's library that the bench itself used would count only half in the memory of a contender.
 */
export function writePageFiles(folder: string, count = usual): Promise<readonly PageFile[]> {
  const made = written.get(folder) ?? composePages(folder, count);
  written.set(folder, made);
  return made;
}

async function composePages(folder: string, count: number): Promise<readonly PageFile[]> {
  await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, "page-files-program.ts"),
    folder,
    flagshipStore(folder),
    String(count),
  ]);
  return Promise.all(
    Array.from({ length: count }, async (_, iteration) => {
      const file = join(folder, `page-${iteration}.json`);
      const page = JSON.parse(await readFile(file, "utf8")) as PageContent;
      return {
        file,
        tables: join(folder, `page-${iteration}.tables`),
        page,
        document: deserialize(await readFile(join(folder, `page-${iteration}.document`))) as Document,
      };
    }),
  );
}

/** Writes the charts of a report to files, each as its own page. */
export async function writeChartFiles(folder: string): Promise<readonly string[]> {
  const [{ page } = { page: undefined }] = await writePageFiles(folder);
  if (page === undefined) throw new Error("no page was made");
  return Promise.all(
    page.charts.map(async (chart, index) => {
      const file = join(folder, `chart-${index}.json`);
      await writeFile(file, JSON.stringify({ ...page, html: '<div class="chart"></div>', charts: [chart] }));
      return file;
    }),
  );
}
