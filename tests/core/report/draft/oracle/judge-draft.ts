import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { Draft } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { runQueries } from "../../../../../functions/core/report/query/run-queries.ts";
import { draftOf, templateOf } from "../draft-of-text.ts";
import type { OpenedTable } from "../open-table.ts";
import { checkSentences } from "./printed-sentences.ts";
import { type Choice, nameIn, type RawTable } from "./raw-table.ts";
import { recompute, type Told, type Verdict } from "./recompute.ts";

/** All rows of a table, as they stand. */
async function rawOf({ dataset }: OpenedTable): Promise<RawTable> {
  const queries = new Map([["raw", { file: "raw.sql", text: "SELECT * FROM records" }]]);
  const options = { openScratch: openScratchFolder, rows: 200_000, deadlineMs: 60_000, warn: () => {} };
  const given = { language: "en", report_date: "2000-01-01" };
  const { rows } = (await runQueries({ queries }, [dataset], given, options)).get("raw")!;
  return { rows, columns: dataset.profile.columns.map(({ name }) => name) };
}

const unquoted = (texts: string): string[] =>
  [...texts.matchAll(/'((?:[^']|'')*)'/g)].map(([, text]) => text!.replaceAll("''", "'"));

/** What a draft says about itself: the answers to its questions, and what it leaves out. */
function saidBy(draft: Draft, printed: string): Omit<Told, "raw" | "tables"> {
  const answer = (name: string): string | boolean | undefined =>
    draft.questions.find((question) => question.name === name)?.chosen;
  const choice = (name: string): Choice | undefined => {
    const question = draft.questions.find((one) => one.name === name);
    const chosen = question?.choices.find(({ value }) => value === question.chosen);
    return chosen && { key: String(chosen.value), label: chosen.label };
  };
  const facts = draft.files.get("queries/facts.sql") ?? "";
  const missing = new Map<string, Set<number>>();
  for (const [, code, column] of printed.matchAll(/(−?[\d,]+) in “([^”]+)” is read as a missing value/g)) {
    const of = missing.get(column!) ?? new Set();
    missing.set(column!, of.add(Number(code!.replaceAll(",", "").replace("−", "-"))));
  }
  const part = /The report shows one value of “([^”]+)” at a time: (.+?)\.(?: |$)/m.exec(printed);
  return {
    story: draft.story,
    about: choice("about") ?? { key: "nothing", label: "nothing" },
    adds: answer("adds") === true,
    grain: nameIn(answer("period")),
    by: choice("compare"),
    timeColumn: /Time is read from “([^”]+)”\./.exec(printed)?.[1],
    leftOut: new Set([...facts.matchAll(/NOT IN \((.*)\)/g)].flatMap(([, list]) => unquoted(list!))),
    missing,
    ...(part !== null && { part: { label: part[1]!, value: part[2]! } }),
  };
}

/** What the rows of a table say against the draft of it; undefined if none is drafted. */
export async function judgeDraft(table: OpenedTable): Promise<Verdict | undefined> {
  const draft = await draftOf(table, { language: "en" }).catch((error: unknown) => {
    if (error instanceof BroadsheetError && error.kind === "invalid-dataset") return undefined;
    throw error;
  });
  if (draft === undefined) return undefined;
  const { world, template } = await templateOf(table, { language: "en" });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document).map(({ text }) => text);
  const told: Told = {
    ...saidBy(draft, lines.join("\n")),
    raw: await rawOf(table),
    tables: new Map([...tables].map(([query, { rows }]) => [query, rows])),
  };
  const data = recompute(told);
  const sentences = lines.flatMap((text) => text.split(/(?<=[.!?]) (?=\p{Lu})/u));
  const words = checkSentences(told, sentences);
  return {
    faults: [...data.faults, ...words.faults],
    checked: data.checked + words.checked,
    unread: data.unread,
  };
}
