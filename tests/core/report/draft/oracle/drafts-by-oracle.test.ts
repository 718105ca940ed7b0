import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { judgedShapes } from "../judged-shapes.ts";
import { officeTables } from "../office-shapes.ts";
import { openBytes, type OpenedTable, openTable } from "../open-table.ts";
import { judgeDraft } from "./judge-draft.ts";
import { checkSentences } from "./printed-sentences.ts";
import { recompute, type Told } from "./recompute.ts";

/** `DRAFT_TABLES=FOLDER` adds the tables that are not in the repository, `SOAK=1` more seeds and shapes. */
const folder = process.env["DRAFT_TABLES"];
const isSoak = process.env["SOAK"] !== undefined;
const seeds = isSoak ? [7, 8, 9] : [7];

type Made = readonly [name: string, open: () => Promise<OpenedTable>];

const made: readonly Made[] = [
  ...seeds.flatMap((seed) =>
    officeTables(seed).map(({ name, head, rows }): Made => [`${name} ${seed}`, () => openText(head, rows)]),
  ),
  ...(isSoak ? judgedShapes : []).map(({ name, head, rows, title = "table" }): Made => [
    name,
    () => openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", title),
  ]),
  ...(folder === undefined ? [] : readdirSync(folder).map((file): Made => [file, () => openTable(join(folder, file))])),
];

/** Tables that the oracle must read whole: none of these may be passed over. */
const mustRead = new Set(
  officeTables(7)
    .map(({ name }) => `${name} 7`)
    .filter((name) => !/^(survey|budget|countries) /.test(name)),
);

test.each(made)("the rows say what the draft of “%s” says", { timeout: 120_000 }, async (name, open) => {
  const verdict = await judgeDraft(await open());
  if (verdict === undefined) return;
  const { faults, checked, unread } = verdict;
  expect(faults).toEqual([]);
  if (mustRead.has(name)) expect({ unread, few: checked < 5 }).toEqual({ unread: [], few: false });
});

test("a number that the rows do not say is found", () => {
  const rows = [
    { town: "Bern", sales: 30 },
    { town: "Chur", sales: 10 },
  ];
  const ranking = [
    { member: "Bern", value: 30, share: 75 },
    { member: "Chur", value: 10, share: 25 },
  ];
  const standing = [{ total: 40, middle: 20, low: 15, high: 25, missing: 0, first_value: 30, last_value: 10 }];
  const told = (changed: object): Told => ({
    raw: { rows, columns: ["town", "sales"] },
    story: "cross",
    about: { key: "sales", label: "Sales" },
    adds: true,
    grain: undefined,
    by: { key: "town", label: "Town" },
    timeColumn: undefined,
    leftOut: new Set(),
    missing: new Map(),
    tables: new Map(Object.entries({ ranking, standing, ...changed })),
  });
  expect(recompute(told({})).faults).toEqual([]);
  expect(recompute(told({ ranking: [{ member: "Bern", value: 30, share: 74 }, ranking[1]] })).faults).toHaveLength(1);
  expect(recompute(told({ ranking: ranking.slice(1) })).faults).toHaveLength(1);
  expect(recompute(told({ standing: [{ ...standing[0], total: 41 }] })).faults).toHaveLength(1);
  expect(checkSentences(told({}), ["Sales: Bern leads with 30, 75% of the total"]).faults).toEqual([]);
  expect(checkSentences(told({}), ["Sales: Bern leads with 30, 74% of the total"]).faults).toHaveLength(1);
});
