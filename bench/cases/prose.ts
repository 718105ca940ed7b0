import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { atMost, ratio } from "../goal.ts";
import { measureLine } from "../measure/measure-line.ts";
import { median } from "../measure/statistics.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/content.ts");
const others = [peers.typst, peers.chromium, peers.pdfmake, peers.reactPdf, peers.weasyprint];

/** Who takes seconds: one first run must do, unless there is time. */
const slow: readonly string[] = [peers.reactPdf.name, peers.weasyprint.name];

/** Running text of a hundred pages, justified and hyphenated. */
export const prose: Case = {
  name: "text",
  title: "Text of 100 pages, justified",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    const job = { kind: "prose", pages: 100 };
    for (const { name, module, missing } of [{ name: "Broadsheet", module: ours, missing: () => undefined }, ...others]) {
      const runs = settings.full ? { warmUp: 2, runs: 7 } : { warmUp: slow.includes(name) ? 0 : 1, runs: slow.includes(name) ? 1 : 2 };
      // oxlint-disable-next-line no-await-in-loop -- one contender at a time
      const line = await measureLine({ contender: name, about: {}, settings, notes, missing: missing() }, { module, job, ...runs, patienceMs: settings.full ? 300_000 : 60_000 });
      if (line !== undefined) lines.push(line);
    }
    const ms = (contender: string): number | undefined => {
      const line = lines.find((each) => each.contender === contender);
      return line === undefined ? undefined : median(line["ms"] as readonly number[]);
    };
    return { lines, notes, goals: [atMost("at most 1.5 times the time of Typst", 1.5, ratio(ms("Broadsheet"), ms("Typst")), "of it")] };
  },
};
