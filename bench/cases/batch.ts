import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { letterStore, writeLetterFiles } from "../content/letter-files.ts";
import { atLeast, ratio } from "../goal.ts";
import { readPdf } from "../measure/read-pdf.ts";
import { type ContenderRun, runContender } from "../measure/run-contender.ts";
import { peers, type Peer } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/letters.ts");

/** One-page letters with a heading, key figures, a chart and a table, from 10,000 customers and 120,000 orders. */
export const batch: Case = {
  name: "batch",
  title: "A batch: one letter for each customer, from 120,000 orders",
  long: true,
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    const files = await writeLetterFiles(settings.folder);
    const bench: Bench = { folder: settings.folder, lines, notes };
    const scale = settings.full ? 4 : 1;
    const store = letterStore(settings.folder);
    await measure(bench, "Broadsheet", 1, { module: ours, job: { store, workers: 1 }, runs: 250 * scale });
    const alone = "Broadsheet, queries for each letter";
    await measure(bench, alone, 1, { module: ours, job: { store, workers: 1, alone: true }, runs: 250 * scale });
    const two = await measure(bench, "Broadsheet", 2, { module: ours, job: { store, workers: 2 }, runs: 500 * scale });
    const others: readonly (readonly [Peer, number, object, number])[] = [
      [peers.chromium, 2, { kind: "files", files, lanes: 2 }, 60],
      [peers.typstLetters, 1, { files }, 100],
      [peers.formeLetters, 1, { files }, 60],
      [peers.jsreportLetters, 2, { files, lanes: 2 }, 30],
    ];
    let chromium: number | undefined;
    for (const [peer, lanes, job, runs] of others) {
      const missing = peer.missing();
      if (missing !== undefined) {
        notes.push(`${peer.name} left out: ${missing}.`);
        continue;
      }
      // One after the other: they would share the cores.
      const perSecond = await measure(bench, peer.name, lanes, { module: peer.module, job, runs: runs * scale });
      if (peer === peers.chromium) chromium = perSecond;
    }
    notes.push(
      "Broadsheet runs the five queries of each letter over the 120,000 orders, its SQL untouched, once for 64 letters as batches do. The others get their results, and Typst, Forme and jsreport a chart that Vega draws as SVG; Forme leaves out its texts.",
    );
    notes.push(
      "Broadsheet, Chromium and jsreport have two lanes; Typst and Forme set one letter at a time in one process.",
    );
    return {
      lines,
      notes,
      goals: [
        {
          goal: "at least 250 letters a second on two cores",
          measured: two === undefined ? "not measured" : `${Number(two.toPrecision(3))} a second`,
          met: two !== undefined && two >= 250,
        },
        atLeast("at least 6 times Chromium with two pages kept", 6, ratio(two, chromium)),
      ],
    };
  },
};

/** Where figures are gathered. */
interface Bench {
  readonly folder: string;
  readonly lines: Line[];
  readonly notes: string[];
}

/** Adds a contender's line, or a note of its failure. @returns letters a second */
async function measure(
  { folder, lines, notes }: Bench,
  contender: string,
  lanes: number,
  run: Pick<ContenderRun, "module" | "job" | "runs">,
): Promise<number | undefined> {
  const { runs } = run;
  const keep = join(folder, `batch-${contender}-${lanes}.pdf`.replaceAll(/[^\w.-]+/g, "_"));
  const warmUp = Math.max(4, Math.floor(runs / 5));
  try {
    const { wholeMs, cpuMs, peakMiB, bytes } = await runContender({ ...run, warmUp, inFlight: lanes, keep: [keep] });
    const { pages, tagged } = await readPdf(await readFile(keep));
    const perSecond = (runs / wholeMs) * 1000;
    const figures = { "letters/s": perSecond, "CPU ms": cpuMs, "peak MiB": peakMiB };
    lines.push({ contender, lanes, letters: runs, pages, tagged, bytes, ...figures });
    return perSecond;
  } catch (error) {
    notes.push(`${contender} failed: ${(error as Error).message.split("\n")[0]!.slice(0, 300)}.`);
    return undefined;
  }
}
