import { join } from "node:path";
import type { Case, CaseResult, Line } from "../case.ts";
import { atLeast, atMost, ratio } from "../goal.ts";
import { measureLine } from "../measure/measure-line.ts";
import { median } from "../measure/statistics.ts";
import { peers, type Peer } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/content.ts");

/** Peers. Those that write tagged files come first, since Broadsheet is compared with them. */
const others: readonly Peer[] = [
  peers.typst,
  peers.chromium,
  peers.forme,
  peers.pdfmake,
  peers.reactPdf,
  peers.weasyprint,
];

/** Peers that take seconds for 1,000 rows; only the full run has them, with one run for each size. */
const slow: readonly Peer[] = [peers.reactPdf, peers.weasyprint];

/** The peer that sets 10,000 rows in the quick run too: the one that the goals name. */
const quickest: readonly Peer[] = [peers.typst];

const goalRows = 10_000;

/** The longest table that a report may have. */
const longestRows = 50_000;

/** A peer that takes longer for 10,000 rows is not tried with more, ms. */
const mostMs = 20_000;

/** A contender that takes longer than this for one table has failed. */
const patienceMs = { full: 180_000, quick: 60_000 } as const;

/** A table of six columns that runs over many pages, its header repeated. */
export const tables: Case = {
  name: "tables",
  title: "Tables of six columns",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    for (const rows of settings.full ? [1000, goalRows, longestRows] : [1000, goalRows]) {
      const job = { kind: "table", rows };
      const measure = async (contender: string, module: string, missing?: string): Promise<void> => {
        const line = await measureLine(
          { contender, about: { rows }, settings, notes, missing },
          {
            module,
            job,
            ...runsOf(
              rows,
              settings.full,
              slow.some(({ name }) => name === contender),
            ),
            patienceMs: patienceMs[settings.full ? "full" : "quick"],
          },
        );
        if (line !== undefined) lines.push(line);
      };
      await measure("Broadsheet", ours);
      for (const { name, module, missing } of settings.full
        ? others
        : rows > 1000
          ? quickest
          : others.filter((each) => !slow.includes(each))) {
        if (rows > goalRows && !sets(lines, name)) {
          notes.push(`${name} takes more than ${mostMs / 1000} s for 10,000 rows and is left out above.`);
          continue;
        }
        await measure(name, module, missing());
      }
    }
    if (!settings.full)
      notes.push(
        `10,000 rows are set once by each contender, without warm-up. Only --full sets them with every peer, sets 50,000 rows, and has ${slow.map(({ name }) => name).join(" and ")}.`,
      );
    return { lines, notes: [...new Set(notes)], goals: goals(lines) };
  },
};

/** Whether a peer has set 10,000 rows in time. */
const sets = (lines: readonly Line[], peer: string): boolean =>
  lines.some((line) => line.contender === peer && line["rows"] === goalRows && typical(line, "ms") <= mostMs);

/** Broadsheet is compared with the best of those whose files are tagged. */
function goals(lines: readonly Line[]): CaseResult["goals"] {
  const compared = lines.filter((line) => line["rows"] === goalRows && line["tagged"] === true);
  const own = compared.find(({ contender }) => contender === "Broadsheet");
  const best = (figure: string): number | undefined =>
    compared
      .filter(({ contender }) => contender !== "Broadsheet")
      .map((line) => typical(line, figure))
      .sort((a, b) => a - b)[0];
  const quicker = "10,000 rows: at least 3 times as fast as the fastest tagged peer";
  const leaner = "10,000 rows: less memory than the leanest tagged peer";
  return [
    atLeast(quicker, 3, ratio(best("ms"), own && typical(own, "ms"))),
    atMost(leaner, 1, ratio(own && typical(own, "peak MiB"), best("peak MiB")), "of it"),
    ...laws(lines),
  ];
}

/** How the time of a table grows with its rows, where the longest one was set. */
function laws(lines: readonly Line[]): CaseResult["goals"] {
  const own = lines.filter(({ contender }) => contender === "Broadsheet");
  const longest = own.find((line) => line["rows"] === longestRows);
  if (longest === undefined) return [];
  const shorter = own.find((line) => line["rows"] === goalRows);
  const times = ratio(typical(longest, "ms"), shorter && typical(shorter, "ms"));
  const power = times === undefined ? undefined : Math.log(times) / Math.log(longestRows / goalRows);
  return [
    atMost("from 10,000 to 50,000 rows time grows as the rows to the power of at most 1.02", 1.02, power, "(exponent)"),
  ];
}

/** Timed runs and warm-up of a size: a table of 1,000 rows is set many times, a longer one once. */
function runsOf(rows: number, full: boolean, isSlow: boolean): { readonly warmUp: number; readonly runs: number } {
  if (isSlow || rows > goalRows || (rows > 1000 && !full)) return { warmUp: 0, runs: 1 };
  if (rows > 1000) return { warmUp: 1, runs: 3 };
  return full ? { warmUp: 2, runs: 9 } : { warmUp: 1, runs: 2 };
}

function typical(line: Line, figure: string): number {
  const value = line[figure];
  return Array.isArray(value) ? median(value as readonly number[]) : Number(value);
}
