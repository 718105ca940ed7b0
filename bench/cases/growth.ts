import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { atMost } from "../goal.ts";
import { measureLine } from "../measure/measure-line.ts";
import { growthExponent, median } from "../measure/statistics.ts";

const charts = join(import.meta.dirname, "../broadsheet/many-charts.ts");
const content = join(import.meta.dirname, "../broadsheet/content.ts");

/** With a larger exponent growth is no longer linear: twice 200 charts would cost a tenth more than double. */
const linear = 1.1;

/** How the time grows with the number of charts and of pages. */
export const growth: Case = {
  name: "growth",
  title: "Scale: 1 to 200 charts, 1 to 1,000 pages",
  async run(settings) {
    const notes: string[] = [];
    const lines: Line[] = [];
    const measure = async (
      what: string,
      module: string,
      sizes: readonly number[],
      jobOf: (size: number) => object,
    ): Promise<number> => {
      const points: [number, number][] = [];
      for (const size of sizes) {
        const runs =
          size >= (settings.full ? 200 : 100)
            ? { warmUp: 1, runs: settings.full ? 5 : 2 }
            : { warmUp: settings.full ? 4 : 3, runs: settings.full ? 15 : 4 };
        const line = await measureLine(
          { contender: "Broadsheet", about: { [what]: size }, settings, notes },
          { module, job: jobOf(size), ...runs },
        );
        if (line === undefined) throw new Error(notes.at(-1));
        lines.push(line);
        // CPU time, since other programs on the machine disturb it less. The smallest size is left out: most of its
        // cost does not grow.
        points.push([what === "charts" ? size : Number(line["pages"]), Number(line["CPU ms"])]);
      }
      return growthExponent(points.slice(1));
    };
    const byCharts = await measure(
      "charts",
      charts,
      settings.full ? [1, 5, 20, 50, 100, 200] : [1, 20, 100],
      (size) => ({ charts: size }),
    );
    const byPages = await measure(
      "sections",
      content,
      settings.full ? [1, 10, 100, 300, 1000] : [1, 30, 300],
      (size) => ({ kind: "prose", pages: size }),
    );
    return {
      lines: lines.map(({ contender, ms, ...line }) => ({
        contender,
        charts: line["charts"],
        pages: line["pages"],
        bytes: line["bytes"],
        ms,
        "CPU ms": line["CPU ms"],
        "ms per page": median(ms as readonly number[]) / Number(line["pages"]),
        "peak MiB": line["peak MiB"],
      })),
      notes,
      goals: [
        atMost(`CPU time grows with the charts to the power of at most ${linear}`, linear, byCharts, "(exponent)"),
        atMost(`CPU time grows with the pages to the power of at most ${linear}`, linear, byPages, "(exponent)"),
      ],
    };
  },
};
