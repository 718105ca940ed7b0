import { rmSync } from "node:fs";
import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { shelves } from "../../functions/local/open-shelf-for.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import type { Document } from "../../functions/core/report/document/document.ts";
import type { Case, CaseResult, Line, Settings } from "../case.ts";
import { documentWords, shareFound, wordsOf } from "../content/document-words.ts";
import { flagship as name } from "../content/flagship.ts";
import { flagshipStore, writePageFiles } from "../content/page-files.ts";
import { atLeast, atMost, ratio } from "../goal.ts";
import { toLine } from "../measure/measure-line.ts";
import { readPdfText } from "../measure/read-pdf.ts";
import { type ColdProgram, coldProgram, runCold } from "../measure/run-cold.ts";
import { type Measured, runContender, runInTurns } from "../measure/run-contender.ts";
import { median } from "../measure/statistics.ts";
import { ownMs, profileWarm } from "../profile/profile-flagship.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/flagship.ts");
const oursFromTables = join(import.meta.dirname, "../broadsheet/flagship-from-tables.ts");
const cli = join(import.meta.dirname, "../../functions/local/broadsheet.mjs");

/** The flagship briefing, cold and warm, compared with the same content printed by headless Chromium. */
export const flagship: Case = {
  name: "flagship",
  title: "The flagship briefing, cold (process start to file) and warm (other parameters every time, both languages)",
  async run(settings) {
    const contents = await writePageFiles(settings.folder);
    // Each turn has an even number of runs, so that both languages are timed equally often.
    const runs = settings.full
      ? { warm: 60, cold: 15, fresh: 20, turns: 5, profiled: 60 }
      : { warm: 12, cold: 3, fresh: 8, turns: 2, profiled: 8 };
    const out = (stem: string): string => join(settings.folder, `${stem}.pdf`);
    const notes: string[] = [];
    const missing = peers.chromium.missing();
    if (missing === undefined) await checkChromium(contents, out, notes);
    else notes.push(`Chromium left out: ${missing}.`);
    const measuring = { settings, contents, runs, warmUp: settings.full ? 60 : 12, out, notes };
    const [warm, same, kept, fresh] = await measureWarm(measuring, missing === undefined);
    await checkText("Broadsheet", contents[0]!.document, out("flagship-0"), notes);
    await checkText("Broadsheet from query results", contents[0]!.document, out("flagship-tables"), notes);
    const [cold, theirCold] = await measureCold(measuring, missing === undefined);
    const own = { cold: cold!, warm: warm!, same: same! };
    const theirs = kept && fresh && theirCold && { kept, fresh, cold: theirCold };
    return {
      lines: [
        ...(await ownLines(measuring, own)),
        ...(theirs === undefined ? [] : await theirLines(measuring, theirs)),
      ],
      notes,
      goals: goals(own, theirs, ownMs(await profileWarm(settings.folder, runs.profiled))),
    };
  },
};

interface Measuring {
  readonly settings: Settings;
  /** The report in each language. */
  readonly contents: Awaited<ReturnType<typeof writePageFiles>>;
  /** How often each contender runs. */
  readonly runs: Readonly<Record<"warm" | "cold" | "fresh" | "turns" | "profiled", number>>;
  /** As many reports as both V8s, ours and the browser's, need to compile what they will. */
  readonly warmUp: number;
  /** Path of a PDF. */
  readonly out: (stem: string) => string;
  readonly notes: string[];
}

const chromiumJob = (contents: Measuring["contents"]): object => ({
  kind: "files",
  files: contents.map(({ file }) => file),
  lanes: 1,
});

/** Before the timing, the PDF of each language must hold the words of the report. */
async function checkChromium(contents: Measuring["contents"], out: Measuring["out"], notes: string[]): Promise<void> {
  const { module } = peers.chromium;
  const checked = [0, 1].map((index) => out(`chromium-${index}`));
  await runContender({ module, job: chromiumJob(contents), runs: checked.length, warmUp: 0, keep: checked });
  for (const [index, file] of checked.entries()) {
    await checkText("Chromium", contents[index]!.document, file, notes);
  }
}

/** @returns the whole report, the report from query results, and Chromium with one page kept and with new ones */
async function measureWarm(
  { settings, contents, runs, warmUp, out }: Measuring,
  withChromium: boolean,
): Promise<readonly Measured[]> {
  const { module } = peers.chromium;
  const job = chromiumJob(contents);
  const ourRun = { module: ours, job: null, runs: runs.warm, warmUp, keep: [out("flagship-0")] };
  const sameRun = {
    module: oursFromTables,
    job: { store: flagshipStore(settings.folder), tables: contents.map(({ tables }) => tables) },
    runs: runs.warm,
    warmUp,
    keep: [out("flagship-tables")],
  };
  const keptRun = { module, job, runs: runs.warm, warmUp };
  const freshRun = { module, job: { ...job, fresh: true }, runs: runs.fresh, warmUp: 2 };
  return await runInTurns(withChromium ? [ourRun, sameRun, keptRun, freshRun] : [ourRun, sameRun], runs.turns);
}

/** @returns Broadsheet and Chromium, each from the start of its process */
async function measureCold({ contents, runs, out }: Measuring, withChromium: boolean): Promise<readonly Measured[]> {
  const ourOut = out("flagship-cold");
  const ourStart = { words: [process.execPath, cli, "render", name, "--out", ourOut], out: ourOut };
  const theirOut = out("chromium-cold");
  const words = coldProgram(peers.chromium.module, chromiumJob(contents), theirOut);
  return await runCold([ourStart, ...(withChromium ? [{ words, out: theirOut }] : [])], runs.cold);
}

async function ownLines({ settings, contents, out, notes }: Measuring, { cold, warm, same }: Ours): Promise<Line[]> {
  const about = { charts: contents[0]!.page.charts.length };
  const lines = [await toLine("Broadsheet, cold", about, cold, out("flagship-cold"))];
  if (settings.full) {
    const unseen = out("flagship-unseen");
    const measured = await coldUnseen(settings.folder, unseen);
    lines.push(await toLine("Broadsheet, cold, a template never seen", about, measured, unseen));
  }
  lines.push(await toLine("Broadsheet, warm", about, warm, out("flagship-0")));
  notes.push(
    "A cold start finds what npm ci and earlier starts have left: V8's snapshot, the parsed shipped templates and compiled chart specs. With a template never seen before it finds only the snapshot (timed with --full). Starts of Broadsheet and Chromium are timed in turns.",
  );
  for (const [stage, ms] of Object.entries(warm.parts))
    if (median(ms) >= 0.5) lines.push({ contender: `· of it ${stage}`, ms });
  lines.push(await toLine("Broadsheet, warm, from query results", about, same, out("flagship-tables")));
  return lines;
}

async function theirLines({ contents, out, notes }: Measuring, theirs: Theirs): Promise<Line[]> {
  const about = { charts: contents[0]!.page.charts.length };
  const lines: Line[] = [];
  for (const [how, measured, stem] of [
    ["cold", theirs.cold, "chromium-cold"],
    ["warm, new page", theirs.fresh, "chromium-0"],
    ["warm, page kept", theirs.kept, "chromium-0"],
  ] as const) {
    lines.push(await toLine(`Chromium, ${how}`, about, measured, out(stem)));
  }
  notes.push(
    "Chromium gets composed pages with the results of the queries. Broadsheet also composes the report, and with “its queries included” runs the queries too. All contenders take the same eight reports, in turns. Warm Chromium is one browser. A service opens a new page for each report, so that nothing of one report is left for the next; one page that is kept, with Vega and fonts loaded, is the quickest way to use Chromium. The CPU time of new pages is undercounted, because their processes end with them.",
  );
  return lines;
}

interface Ours {
  readonly cold: Measured;
  /** The whole report. */
  readonly warm: Measured;
  /** The report from the content that Chromium gets. */
  readonly same: Measured;
}

interface Theirs {
  /** Chromium with one page for all reports. */
  readonly kept: Measured;
  /** Chromium with a new page for each report. */
  readonly fresh: Measured;
  readonly cold: Measured;
}

function goals({ cold, warm, same }: Ours, theirs: Theirs | undefined, own: number): CaseResult["goals"] {
  const [coldMs, warmMs, sameMs] = [median(cold.ms), median(warm.ms), median(same.ms)];
  const [freshMs, keptMs] = [theirs && median(theirs.fresh.ms), theirs && median(theirs.kept.ms)];
  return [
    atLeast(tenTimes("the same content", "a new page for each report"), 10, ratio(freshMs, sameMs)),
    atLeast(tenTimes("the same content", "one page kept"), 10, ratio(keptMs, sameMs)),
    atLeast(tenTimes("its queries included", "a new page for each report"), 10, ratio(freshMs, warmMs)),
    atLeast(tenTimes("its queries included", "one page kept"), 10, ratio(keptMs, warmMs)),
    atLeast("cold: at least 3 times as fast as Chromium", 3, ratio(theirs && median(theirs.cold.ms), coldMs)),
    atMost(
      quarter("warm, the same content", " with a new page for each report"),
      0.25,
      ratio(same.peakMiB, theirs?.fresh.peakMiB),
      "of it",
    ),
    atMost(
      quarter("warm, the same content", " with one page kept"),
      0.25,
      ratio(same.peakMiB, theirs?.kept.peakMiB),
      "of it",
    ),
    atMost(
      quarter("warm, its queries included", " with a new page for each report"),
      0.25,
      ratio(warm.peakMiB, theirs?.fresh.peakMiB),
      "of it",
    ),
    atMost(
      quarter("warm, its queries included", " with one page kept"),
      0.25,
      ratio(warm.peakMiB, theirs?.kept.peakMiB),
      "of it",
    ),
    atMost(quarter("cold", ""), 0.25, ratio(cold.peakMiB, theirs?.cold.peakMiB), "of it"),
    atMost("warm: at most 120 ms", 120, warmMs, "ms"),
    atMost("cold: at most 900 ms", 900, coldMs, "ms"),
    atMost(
      "warm: our own share (without Vega's compile and dataflow, and DuckDB) at most 60 ms",
      60,
      own,
      "ms (by profile)",
    ),
  ];
}

function tenTimes(what: string, page: string): string {
  return `warm, ${what}: at least 10 times as fast as Chromium with ${page}`;
}

function quarter(what: string, page: string): string {
  return `${what}: peak memory at most a quarter of Chromium's${page}`;
}

/**
 * Times the flagship as a user's own template, for which neither the build of Broadsheet nor an earlier run has kept
 * anything.
 */
async function coldUnseen(folder: string, out: string): Promise<Measured> {
  const own = join(folder, "own-briefing");
  await cp(join(shippedTemplates, name), own, { recursive: true });
  await appendFile(join(own, "template.yaml"), "\n# One's own.\n");
  const start: ColdProgram = {
    words: [process.execPath, cli, "render", own, "--out", out],
    out,
    before: () => rmSync(shelves(), { recursive: true, force: true }),
  };
  const [measured] = await runCold([start], 5);
  return measured;
}

/** Not 1: a word divided at the end of a line is not found. */
const enough = 0.98;

/** @throws Error if a PDF does not hold the words of the report */
async function checkText(who: string, document: Document, pdf: string, notes: string[]): Promise<void> {
  const wanted = documentWords(document);
  const share = shareFound(wanted, wordsOf(await readPdfText(pdf)));
  if (share < enough)
    throw new Error(`${who} prints ${(share * 100).toFixed(1)}% of the words of the ${document.language} flagship`);
  notes.push(
    `${who} prints ${(share * 100).toFixed(2)}% of the ${wanted.length} words of the flagship (${document.language}).`,
  );
}
