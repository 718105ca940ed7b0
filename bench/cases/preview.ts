import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Case, CaseResult, Line } from "../case.ts";
import { buildStudio } from "../../functions/local/start/build-studio.ts";
import { programUrl } from "../../functions/program/program-url.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { startServerProcess } from "../../tests/servers/start-server.ts";
import { flagship } from "../content/flagship.ts";
import { atMost } from "../goal.ts";
import { median, percentile } from "../measure/statistics.ts";
import { goToPlace, type Keystroke, type TypingPlace, typeKeys, watchFirst } from "../measure/type-keys.ts";
import { watchProcesses } from "../measure/watch-processes.ts";

/**
 * What an author types: in the standfirst, in the order of a query, in the width of a chart's line. Every second key
 * takes the first one back: a standfirst that grew would push from page 1 what the other keys change.
 */
export const places: Readonly<Record<string, TypingPlace & { readonly goal: number }>> = {
  text: { file: "report.md", line: "In the three years", before: 0, keys: ["s", "Backspace"], goal: 65 },
  query: {
    file: "queries/ten.sql",
    line: "ORDER BY listed.floor DESC NULLS LAST, no",
    before: 32,
    keys: ["-", "Backspace"],
    goal: 250,
  },
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
    await build();
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
      const [first, ...later] = await visit(page, `${server.url}/studio/write/${flagship}`, full ? 10 : 5);
      const typed: Typed[] = [];
      for (const [what, place] of Object.entries(places))
        typed.push(await type(page, what, place, full ? 100 : 40, () => cpuOf(browser, server.pid)));
      return {
        lines: [
          { contender: "Broadsheet", what: "first visit", ms: first },
          { contender: "Broadsheet", what: "later visits", ms: later, "p95 ms": percentile(later, 0.95) },
          ...typed.map(describe),
        ],
        notes: notesOf(typed, peakOf(server.pid)),
        goals: goalsOf(later, typed),
      };
    } finally {
      await browser.close();
      await server.end("SIGTERM");
    }
  },
};

/** Builds what the server serves and runs, if it is not built. */
async function build(): Promise<void> {
  if (!(await buildStudio())) throw new Error("the studio cannot be built: Vite is not installed");
  if (!programUrl("preview-worker").pathname.endsWith(".ts")) return;
  const program = join(import.meta.dirname, "../../functions/local/start/bundle-programs.ts");
  await promisify(execFile)(process.execPath, [program]);
}

interface CpuTimes {
  readonly server: number;
  readonly browser: number;
}

/** What was measured while keys were typed in one place. */
interface Typed {
  readonly what: string;
  readonly strokes: readonly Keystroke[];
  /** Of all keystrokes, ms. */
  readonly cpu: CpuTimes;
  /** The page's heap before and after, bytes. */
  readonly heaps: readonly [number, number];
}

async function type(
  page: Page,
  what: string,
  place: TypingPlace,
  count: number,
  cpuNow: () => Promise<CpuTimes>,
): Promise<Typed> {
  await goToPlace(page, place);
  await typeKeys(page, place, warmUp);
  const heapBefore = await heapOf(page);
  const before = await cpuNow();
  const strokes = await typeKeys(page, place, count);
  const after = await cpuNow();
  const cpu = { server: after.server - before.server, browser: after.browser - before.browser };
  return { what, strokes, cpu, heaps: [heapBefore, await heapOf(page)] };
}

function notesOf(typed: readonly Typed[], memoryMiB: number): readonly string[] {
  const heaps = typed.flatMap((one) => one.heaps).map((bytes) => (bytes / 2 ** 20).toFixed(1));
  return [
    "ms: from the key pressed to the frame with the new page, or from the visit to the frame with the first page; asked, server, drawn: medians of its parts, until the preview is asked for, until its answer is complete, until the page is on the screen; CPU ms: of all threads, a keystroke",
    `the page's heap before and after the keystrokes of each kind: ${heaps.join(", ")} MiB; of the server with its workers at the end: ${memoryMiB.toFixed(0)} MiB`,
  ];
}

function goalsOf(later: readonly number[], typed: readonly Typed[]): CaseResult["goals"] {
  const first = "the first picture at most 1 s after opening (median of later visits)";
  const grown = (typed.at(-1)!.heaps[1] - typed[0]!.heaps[0]) / 2 ** 20;
  return [
    atMost(first, 1_000, median(later), "ms"),
    ...typed.map(({ what, strokes }) => {
      const { goal } = places[what]!;
      const p95 = percentile(shownOf(strokes), 0.95);
      return atMost(`p95 of a keystroke in a ${what} to the new page at most ${goal} ms`, goal, p95, "ms");
    }),
    atMost("the page's heap grows by at most 4 MiB over all keystrokes", 4, grown, "MiB"),
  ];
}

function shownOf(strokes: readonly Keystroke[]): readonly number[] {
  return strokes.map(({ shown }) => shown);
}

/** Resident memory of the server with its workers, MiB. */
function peakOf(server: number): number {
  const usage = watchProcesses(server);
  usage.watch(1_000);
  usage.stop();
  return usage.peakMiB;
}

/** Opens the editor some times. @returns the milliseconds that each took */
async function visit(page: Page, url: string, times: number): Promise<number[]> {
  const opened: number[] = [];
  for (let index = 0; index < times; index += 1) {
    // One after the other, in one page.
    opened.push(await open(page, url));
  }
  return opened;
}

/** Opens the editor. @returns milliseconds until a frame with its first page was handed to the screen */
async function open(page: Page, url: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "commit" });
  return await page.evaluate<number>("firstPicture");
}

function describe({ what, strokes, cpu }: Typed): Line {
  const shown = shownOf(strokes);
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
async function cpuOf(browser: Browser, server: number): Promise<CpuTimes> {
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
