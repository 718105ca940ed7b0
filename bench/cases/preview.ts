import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Case, Line } from "../case.ts";
import { buildStudio } from "../../functions/local/start/build-studio.ts";
import { programUrl } from "../../functions/program/program-url.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { startServerProcess } from "../../tests/servers/start-server.ts";
import { flagship } from "../content/flagship.ts";
import { atMost } from "../goal.ts";
import { median, percentile } from "../measure/statistics.ts";
import { goToPlace, type Keystroke, type TypingPlace, typeKeys, watchFirst } from "../measure/type-keys.ts";
import { watchProcesses } from "../measure/watch-processes.ts";

/** What an author types: in the standfirst, in the order of a query, in the width of a chart's line. */
const places: Readonly<Record<string, TypingPlace & { readonly goal: number }>> = {
  text: { file: "report.md", line: "In three years", before: 0, keys: ["w", "o", "r", "d", "s", "-"], goal: 100 },
  query: { file: "queries/ten.sql", line: "ORDER BY no", before: 2, keys: ["-", "Backspace"], goal: 250 },
  spec: { file: "charts/share.vl.json", line: '"strokeWidth": 2.5 },', before: 3, keys: ["5", "Backspace"], goal: 250 },
};

/** Keystrokes before those that count: code is warm in an editor. */
const warmUp = 12;

/** The room in which templates are written, from a keystroke to the new page on the screen. */
export const preview: Case = {
  name: "preview",
  title: "Preview: a keystroke in the flagship, to the new page on the screen of headless Chromium",
  long: true,
  async run({ full, folder }) {
    if (!(await buildStudio())) throw new Error("the studio cannot be built: Vite is not installed");
    if (programUrl("preview-worker").pathname.endsWith(".ts"))
      await promisify(execFile)(process.execPath, [
        join(import.meta.dirname, "../../functions/local/start/bundle-programs.ts"),
      ]);
    const server = await startServerProcess({
      dataDir: join(folder, "preview"),
      templateFolders: [shippedTemplates],
      threads: 1,
    });
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
      page.setDefaultTimeout(60_000);
      await page.addInitScript(watchFirst);
      const opened: number[] = [];
      for (let visit = 0; visit < (full ? 10 : 5); visit += 1)
        opened.push(await open(page, `${server.url}/studio/write/${flagship}`));
      const lines: Line[] = [
        { contender: "Broadsheet", what: "first visit", ms: opened[0] },
        {
          contender: "Broadsheet",
          what: "later visits",
          ms: opened.slice(1),
          "p95 ms": percentile(opened.slice(1), 0.95),
        },
      ];
      const typed = new Map<string, readonly number[]>();
      const heaps: number[] = [];
      for (const [what, place] of Object.entries(places)) {
        await goToPlace(page, place);
        await typeKeys(page, place, warmUp);
        heaps.push(await heapOf(page));
        const before = await cpuOf(browser, server.pid);
        const strokes = await typeKeys(page, place, full ? 100 : 40);
        const after = await cpuOf(browser, server.pid);
        typed.set(
          what,
          strokes.map(({ shown }) => shown),
        );
        lines.push(
          describe(what, strokes, { server: after.server - before.server, browser: after.browser - before.browser }),
        );
        heaps.push(await heapOf(page));
      }
      const usage = watchProcesses(server.pid);
      usage.watch(1_000);
      usage.stop();
      const memory = usage.peakMiB;
      return {
        lines,
        notes: [
          "ms: from the key pressed to the frame with the new page, or from the visit to the frame with the first page; asked, server, drawn: medians of its parts, until the preview is asked for, until its answer is complete, until the page is on the screen; CPU ms: of all threads, a keystroke",
          `the page's heap before and after the keystrokes of each kind: ${heaps.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(", ")} MiB; of the server with its workers at the end: ${memory.toFixed(0)} MiB`,
        ],
        goals: [
          atMost(
            "the first picture at most 1 s after opening (median of later visits)",
            1_000,
            median(opened.slice(1)),
            "ms",
          ),
          ...Object.entries(places).map(([what, { goal }]) =>
            atMost(
              `p95 of a keystroke in a ${what} to the new page at most ${goal} ms`,
              goal,
              percentile(typed.get(what)!, 0.95),
              "ms",
            ),
          ),
          atMost(
            "the page's heap grows by at most 4 MiB over all keystrokes",
            4,
            (heaps.at(-1)! - heaps[0]!) / 2 ** 20,
            "MiB",
          ),
        ],
      };
    } finally {
      await browser.close();
      await server.end("SIGTERM");
    }
  },
};

/** Opens the editor. @returns milliseconds until a frame with its first page was handed to the screen */
async function open(page: Page, url: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "commit" });
  return await page.evaluate<number>("firstPicture");
}

function describe(
  what: string,
  strokes: readonly Keystroke[],
  cpu: { readonly server: number; readonly browser: number },
): Line {
  const shown = strokes.map((stroke) => stroke.shown);
  return {
    contender: "Broadsheet",
    what,
    ms: shown,
    "p95 ms": percentile(shown, 0.95),
    asked: median(strokes.map(({ asked }) => asked)),
    server: median(strokes.map(({ asked, answered }) => answered - asked)),
    drawn: median(strokes.map((stroke) => stroke.shown - stroke.answered)),
    "server CPU ms": cpu.server / strokes.length,
    "browser CPU ms": cpu.browser / strokes.length,
  };
}

/** CPU time so far of the browser's processes and of the server with its workers, ms. */
async function cpuOf(browser: Browser, server: number): Promise<{ readonly server: number; readonly browser: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return {
    server: watchProcesses(server).cpuMs(),
    browser: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000,
  };
}

/** The page's JavaScript heap after a full collection, bytes. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
