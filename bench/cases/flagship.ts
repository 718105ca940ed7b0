import { rmSync } from "node:fs";
import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { shelves } from "../../functions/local/open-shelf-for.ts";
import { shippedTemplates } from "../../functions/local/template-folders.ts";
import type { Document } from "../../functions/core/compose/document.ts";
import type { Case, CaseResult, Line } from "../case.ts";
import { documentWords, shareFound, wordsOf } from "../content/document-words.ts";
import { flagship as name } from "../content/flagship.ts";
import { writePageFiles } from "../content/page-files.ts";
import { atLeast, atMost, ratio } from "../goal.ts";
import { toLine } from "../measure/measure-line.ts";
import { readPdfText } from "../measure/read-pdf.ts";
import { coldProgram, runCold } from "../measure/run-cold.ts";
import { type Measured, runContender } from "../measure/run-contender.ts";
import { median } from "../measure/statistics.ts";
import { ownMs, profileWarm } from "../profile/profile-flagship.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/flagship.ts");
const cli = join(import.meta.dirname, "../../functions/local/broadsheet.mjs");

/** Reports that Chromium is handed in turn; a half of them in each language. */
const pageCount = 8;

/** Reports until both V8s, ours and the browser's, have compiled what they compile. */
const warmUp = 20;

/** The flagship briefing against the same content printed by headless Chromium, cold and warm. */
export const flagship: Case = {
  name: "flagship",
  title: "The flagship briefing, cold (process start to file) and warm (other parameters every time, both languages)",
  async run(settings) {
    const contents = await writePageFiles(settings.folder, pageCount);
    const files = contents.map(({ file }) => file);
    const about = { charts: contents[0]!.page.charts.length };
    const runs = settings.full ? { warm: 60, cold: 15, fresh: 20 } : { warm: 16, cold: 3, fresh: 6 };
    const out = (stem: string): string => join(settings.folder, `${stem}.pdf`);
    const lines: Line[] = [];
    const notes: string[] = [];

    const warm = await runContender({ module: ours, job: null, runs: runs.warm, warmUp, keep: out("flagship-0") });
    await checkText("Broadsheet", contents[0]!.document, out("flagship-0"), notes);
    const cold = await runCold([process.execPath, cli, "render", name, "--out", out("flagship-cold")], out("flagship-cold"), runs.cold);
    lines.push(await toLine("Broadsheet, cold", about, cold, out("flagship-cold")), await toLine("Broadsheet, warm", about, warm, out("flagship-0")));
    lines.push(await toLine("Broadsheet, cold, a template never seen", about, await coldUnseen(settings.folder, out("flagship-unseen"), Math.min(runs.cold, 5)), out("flagship-unseen")));
    notes.push("A cold start finds what npm ci and earlier starts have left: V8's snapshot, the shipped templates as they are parsed, and what chart specs compile into. For a template never seen there is only the snapshot.");
    for (const [stage, ms] of Object.entries(warm.parts)) if (median(ms) >= 0.5) lines.push({ contender: `· of it ${stage}`, ms });

    let theirs: Theirs | undefined;
    const missing = peers.chromium.missing();
    if (missing === undefined) {
      const { module } = peers.chromium;
      const job = { kind: "files", files, lanes: 1 };
      // Before it is timed, each language must say what the report says.
      for (const index of [0, 1]) {
        const file = out(`chromium-${index}`);
        // oxlint-disable-next-line no-await-in-loop -- one browser at a time
        await runContender({ module, job: { ...job, files: [files[index]] }, runs: 1, warmUp: 0, keep: file });
        // oxlint-disable-next-line no-await-in-loop
        await checkText("Chromium", contents[index]!.document, file, notes);
      }
      theirs = {
        kept: await runContender({ module, job, runs: runs.warm, warmUp }),
        fresh: await runContender({ module, job: { ...job, fresh: true }, runs: runs.fresh, warmUp: 3 }),
        cold: await runCold(coldProgram(module, job, out("chromium-cold")), out("chromium-cold"), runs.cold),
      };
      const named = [["cold", theirs.cold, "chromium-cold"], ["warm, new page", theirs.fresh, "chromium-0"], ["warm, page kept", theirs.kept, "chromium-0"]] as const;
      for (const [how, measured, stem] of named) {
        // oxlint-disable-next-line no-await-in-loop -- in this order
        lines.push(await toLine(`Chromium, ${how}`, about, measured, out(stem)));
      }
      const shared = median(warm.ms.map((ms, run) => ms - notTheirs.reduce((sum, stage) => sum + (warm.parts[stage]?.[run] ?? 0), 0)));
      const times = (measured: Measured): string => (median(measured.ms) / shared).toFixed(1);
      notes.push(`Without queries and composing, which Chromium is spared, a warm report of ours takes ${shared.toFixed(0)} ms: ${times(theirs.fresh)} times as fast as Chromium with a new page for each report, ${times(theirs.kept)} times as fast as with one page kept.`);
      notes.push("Chromium is handed the composed content and query results; Broadsheet runs its queries and composes. Warm Chromium is one browser; a service opens a page of its own for each report, so that nothing of one report is left for the next. A page that is kept, with Vega and fonts loaded, is the quickest way to use it. The CPU time of new pages is not all counted: their processes end with them.");
    } else notes.push(`Chromium left out: ${missing}.`);

    return { lines, notes, goals: goals(cold, warm, theirs, ownMs(await profileWarm(settings.folder, runs.warm))) };
  },
};

/** Stages whose results Chromium is handed. */
const notTheirs = ["template", "dataset", "query", "compose"];

interface Theirs {
  /** One page for all reports. */
  readonly kept: Measured;
  /** A new page for each. */
  readonly fresh: Measured;
  readonly cold: Measured;
}

function goals(cold: Measured, warm: Measured, theirs: Theirs | undefined, own: number): CaseResult["goals"] {
  const [coldMs, warmMs] = [median(cold.ms), median(warm.ms)];
  return [
    atLeast("warm: at least 10 times as fast as Chromium with a new page for each report", 10, ratio(theirs && median(theirs.fresh.ms), warmMs)),
    atLeast("warm: at least 10 times as fast as Chromium with one page kept", 10, ratio(theirs && median(theirs.kept.ms), warmMs)),
    atLeast("cold: at least 3 times as fast as Chromium", 3, ratio(theirs && median(theirs.cold.ms), coldMs)),
    atMost("warm: peak memory at most a quarter of Chromium's", 0.25, ratio(warm.peakMiB, theirs?.kept.peakMiB), "of it"),
    atMost("cold: peak memory at most a quarter of Chromium's", 0.25, ratio(cold.peakMiB, theirs?.cold.peakMiB), "of it"),
    atMost("warm: at most 120 ms", 120, warmMs, "ms"),
    atMost("cold: at most 900 ms", 900, coldMs, "ms"),
    atMost("warm: our own share (without Vega's compile and dataflow, and DuckDB) at most 60 ms", 60, own, "ms (by profile)"),
  ];
}

/** The flagship as a template of one's own, of which nothing is kept from the making of Broadsheet or from an earlier run. */
async function coldUnseen(folder: string, out: string, runs: number): Promise<Measured> {
  const own = join(folder, "own-briefing");
  await cp(join(shippedTemplates, name), own, { recursive: true });
  await appendFile(join(own, "template.yaml"), "\n# One's own.\n");
  return runCold([process.execPath, cli, "render", own, "--out", out], out, runs, () => rmSync(shelves, { recursive: true, force: true }));
}

/** A word may be divided at the end of a line, and then is not found whole. */
const enough = 0.98;

/** @throws Error when a PDF does not say what the report says */
async function checkText(who: string, document: Document, pdf: string, notes: string[]): Promise<void> {
  const wanted = documentWords(document);
  const share = shareFound(wanted, wordsOf(await readPdfText(pdf)));
  if (share < enough) throw new Error(`${who} prints ${(share * 100).toFixed(1)}% of the words of the ${document.language} flagship`);
  notes.push(`${who} prints ${(share * 100).toFixed(2)}% of the ${wanted.length} words of the flagship (${document.language}).`);
}
