import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ContentJob } from "../content/job.ts";
import type { Contender } from "../measure/contender.ts";
import { contentHtml } from "./content-html.ts";
import { pageStyle } from "./page-style.ts";

/**
 * Prints with WeasyPrint's program, as tagged PDF/UA-1. Every run includes a start of Python, since WeasyPrint has no
 * server.
 */
export async function open(job: ContentJob): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), "bench-weasyprint-"));
  const [page, out] = [join(folder, "page.html"), join(folder, "out.pdf")];
  return {
    async make(iteration) {
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report</title><style>${pageStyle()}</style></head><body>${contentHtml(job, iteration)}</body></html>`;
      await writeFile(page, html);
      await promisify(execFile)("weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", page, out], {
        maxBuffer: 64 * 1024 * 1024,
      });
      return { pdf: await readFile(out) };
    },
    async close() {
      rmSync(folder, { recursive: true });
    },
  };
}
