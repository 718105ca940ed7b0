import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { PageContent } from "../content/chart-page.ts";
import type { ContentJob } from "../content/job.ts";
import type { Contender } from "../measure/contender.ts";
import { contentHtml } from "./content-html.ts";
import { pageStyle } from "./page-style.ts";

/** Pages prepared beforehand, one file for each report, taken in turn; or text and tables. */
export type ChromiumJob =
  | ContentJob
  | {
      readonly kind: "files";
      readonly files: readonly string[];
      readonly lanes: number;
      readonly fresh?: boolean;
      readonly size?: { readonly width: number; readonly height: number };
    };

/** The part of Puppeteer that is used. */
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  pdf(options: object): Promise<Uint8Array>;
  close(): Promise<void>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

const program = "/usr/bin/chromium";

/**
 * Prints with headless Chromium through Puppeteer. The browser and its pages stay open with Vega and the fonts loaded,
 * and each report replaces only the body of a page: the quickest way to use Chromium. With `fresh` every report gets a
 * new page, as in services that keep reports apart. The PDFs are tagged and have an outline.
 */
export async function open(job: ChromiumJob): Promise<Contender> {
  const name = "puppeteer-core";
  const { default: puppeteer } = (await import(name)) as { default: { launch(options: object): Promise<Browser> } };
  const folder = mkdtempSync(join(tmpdir(), "bench-chromium-"));
  const blank = join(folder, "blank.html");
  await writeFile(blank, await blankPage(job.kind === "files"));
  const browser = await puppeteer.launch({
    executablePath: program,
    headless: true,
    args: ["--no-sandbox", "--allow-file-access-from-files"],
    protocolTimeout: 600_000,
  });
  const openPage = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(blank).href);
    return page;
  };
  const free: Page[] = [];
  for (let lane = 0; lane < (job.kind === "files" ? job.lanes : 1); lane += 1) {
    // One after the other: tabs opened at once would only wait for each other.
    free.push(await openPage());
  }
  const size =
    job.kind === "files" && job.size !== undefined
      ? { width: `${job.size.width}pt`, height: `${job.size.height}pt`, pageRanges: "1" }
      : { preferCSSPageSize: true };
  return {
    async make(iteration) {
      const fresh = job.kind === "files" && job.fresh === true;
      const page = fresh ? await openPage() : free.pop();
      if (page === undefined) throw new Error("more reports at a time than pages");
      if (job.kind === "files") {
        const content = JSON.parse(await readFile(job.files[iteration % job.files.length]!, "utf8")) as PageContent;
        const drawn = await page.evaluate<number>(`drawPage(${JSON.stringify(content)})`);
        if (drawn !== content.charts.length)
          throw new Error(`Chromium drew ${drawn} of ${content.charts.length} charts`);
      } else {
        await page.evaluate(
          `document.body.innerHTML = ${JSON.stringify(contentHtml(job, iteration))}; document.fonts.ready.then(() => undefined)`,
        );
      }
      const pdf = await page.pdf({ ...size, printBackground: true, tagged: true, outline: true, timeout: 600_000 });
      if (fresh) await page.close();
      else free.push(page);
      return { pdf };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function blankPage(charts: boolean): Promise<string> {
  const require = createRequire(import.meta.url);
  const scripts = charts
    ? [
        await browserBundle(require, "vega"),
        await browserBundle(require, "vega-lite"),
        await readFile(join(import.meta.dirname, "draw-page.js"), "utf8"),
      ]
    : [];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title><style>${pageStyle()}</style>${scripts.map((script) => `<script>${script.replaceAll("</script", "<\\/script")}</script>`).join("")}<body></body></html>`;
}

/** Reads a package's script for browsers, which its `jsdelivr` entry names. */
async function browserBundle(require: NodeJS.Require, name: string): Promise<string> {
  const folder = join(
    require.resolve
      .paths(name)!
      .map((path) => join(path, name))
      .find((path) => hasPackage(require, path))!,
  );
  const { jsdelivr } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { jsdelivr: string };
  return readFile(join(folder, jsdelivr), "utf8");
}

function hasPackage(require: NodeJS.Require, folder: string): boolean {
  try {
    require.resolve(join(folder, "package.json"));
    return true;
  } catch {
    return false;
  }
}
