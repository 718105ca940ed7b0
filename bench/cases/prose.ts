import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { atMost, ratio } from "../goal.ts";
import { measureLine } from "../measure/measure-line.ts";
import { median } from "../measure/statistics.ts";
import { peers, type Peer } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/content.ts");
/** Peers that take seconds; only the full run has them. */
const slow: readonly Peer[] = [peers.reactPdf, peers.weasyprint];
const quick: readonly Peer[] = [peers.typst, peers.forme, peers.chromium, peers.pdfmake];

/** Running text of a hundred pages, justified and hyphenated. */
export const prose: Case = {
  name: "text",
  title: "Text of 100 pages, justified",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    const job = { kind: "prose", pages: 100 };
    for (const { name, module, missing } of [
      { name: "Broadsheet", module: ours, missing: () => undefined },
      ...quick,
      ...(settings.full ? slow : []),
    ]) {
      const runs = !settings.full
        ? { warmUp: 1, runs: 2 }
        : slow.some((each) => each.name === name)
          ? { warmUp: 0, runs: 2 }
          : { warmUp: 2, runs: 7 };
      const line = await measureLine(
        { contender: name, about: {}, settings, notes, missing: missing() },
        { module, job, ...runs, patienceMs: settings.full ? 300_000 : 60_000 },
      );
      if (line !== undefined) lines.push(line);
    }
    if (!settings.full) notes.push(`${slow.map(({ name }) => name).join(" and ")} take part only with --full.`);
    const ms = (contender: string): number | undefined => {
      const line = lines.find((each) => each.contender === contender);
      return line === undefined ? undefined : median(line["ms"] as readonly number[]);
    };
    return {
      lines,
      notes,
      goals: ["Typst", "Forme"].map((contender) =>
        atMost(`less time than ${contender}`, 1, ratio(ms("Broadsheet"), ms(contender)), "of it"),
      ),
    };
  },
};
