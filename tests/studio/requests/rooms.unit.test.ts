import { expect, test } from "vitest";
import { emptyDraft, liquidOf, matchColumns, requestOf } from "../../../studio/src/batches/batch-request.ts";
import { kindOf, nameFor } from "../../../studio/src/api/file-kind.ts";
import { emptyDeliveries } from "../../../studio/src/deliver/delivering.ts";
import { configurationOf, draftOf, emptyEditionRows } from "../../../studio/src/publications/configuration.ts";
import { changedFiles } from "../../../studio/src/templates/changed-files.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a file's kind is that of its name, packed or not, and its dataset is named after it", () => {
  expect(
    ["a.csv", "A.CSV.gz", "b.json.zst", "c.xlsx", "d.tab", "e.parquet"].map((name) => kindOf(name)?.format),
  ).toEqual(["csv", "csv", "json", "xlsx", "tsv", "parquet"]);
  expect(["picture.png", "csv", "constructor", "x.toString"].map(kindOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(
    ["Sales Q1 (north).csv", "Übersicht.csv.gz", "__x__.json", "数据.csv", `${"a".repeat(80)}.csv`].map(nameFor),
  ).toEqual(["sales-q1-north", "uebersicht", "x", "data-1e6fab61", "a".repeat(63)]);
});

const batch = {
  ...emptyDraft,
  template: "letter",
  dataset: "customers",
  map: { customer: "id", year: "" },
  name: "no-{{ id }}",
  tolerate: "5%",
} as const;

test("a batch is asked for once template, rows, a column and the name are there; mapped values are not shared", () => {
  expect(requestOf(batch, { customer: "7", year: 2026 })).toEqual({
    template: "letter",
    rows: { dataset: "customers" },
    map: { customer: "id" },
    name: "no-{{ id }}",
    parameters: { year: 2026 },
    tolerate: "5%",
  });
  expect(
    requestOf(
      {
        ...batch,
        datasets: { orders: "", stores: "shops" },
        date: "2026-11-27",
        deliver: [
          { ...emptyDeliveries.mail, perRow: true, column: "mail", attach: true },
          { ...emptyDeliveries.copy, to: "letters" },
        ],
      },
      {},
    ),
  ).toMatchObject({
    datasets: { stores: "shops" },
    date: "2026-11-27",
    deliver: [{ mail: { to: { column: "mail" }, attach: true } }, { copy: { to: "letters" } }],
  });
  expect(requestOf({ ...batch, from: "query", query: "SELECT 1", tolerate: "3", output: "zip" }, {})).toMatchObject({
    rows: { query: "SELECT 1" },
    tolerate: 3,
    output: "zip",
  });
  for (const lacking of [{ template: "" }, { dataset: "" }, { map: { customer: "" } }, { name: " " }])
    expect(requestOf({ ...batch, ...lacking }, {})).toBeUndefined();
});

test("columns are named as Liquid takes them, and matched with parameters that are named alike", () => {
  expect([liquidOf("id"), liquidOf("Last name"), liquidOf('a"b')]).toEqual([
    "{{ id }}",
    '{{ columns["Last name"] }}',
    '{{ columns["a\\"b"] }}',
  ]);
  expect(matchColumns(["customer_id", "year", "city"], ["Customer ID", "YEAR", "town"])).toEqual({
    customer_id: "Customer ID",
    year: "YEAR",
  });
});

test("a publication that is stored again unchanged is the same", () => {
  const configuration = {
    template: "review",
    datasets: { figures: "sales" },
    batch: {
      rows: { query: "SELECT id FROM sales" },
      map: { customer: "id" },
      name: "no-{{ id }}",
      tolerate: "5%",
      output: "merged",
    },
    on: [
      { schedule: "0 7 * * 1", timezone: "Europe/Zurich" },
      { data: ["sales", "stores"], settle: "10m" },
      { data: ["prices"] },
    ],
    date: "previous-month-end",
    skip: "unchanged",
    missed: "all",
    keep: 52,
    deliver: [
      { webhook: "crm" },
      { mail: { subject: "{{ title }}", to: ["a@example.org", "b@example.org"], attach: true } },
      { mail: { to: { column: "mail" } } },
      { copy: { to: "s3://board/papers", name: "{{ date }}.pdf" } },
    ],
  };
  const publication = { name: "weekly", state: "active", ...configuration } as unknown as NonNullable<
    Parameters<typeof draftOf>[0]
  >;
  expect(configurationOf(draftOf(publication, "UTC"), {})).toEqual(configuration);
});

test("a new publication comes on Mondays in the reader's zone, and says only what differs from the usual", () => {
  const draft = draftOf(undefined, "Asia/Shanghai");
  expect(configurationOf(draft, {}), "without a template").toBeUndefined();
  expect(
    configurationOf({ ...draft, template: "review", batch: emptyEditionRows }, {}),
    "without rows",
  ).toBeUndefined();
  expect(
    configurationOf(
      {
        ...draft,
        template: "review",
        deliver: [{ ...emptyDeliveries.mail, to: "a@example.org, b@example.org\n" }],
        keep: " 400d ",
      },
      { year: 2026 },
    ),
  ).toEqual({
    template: "review",
    parameters: { year: 2026 },
    on: [{ schedule: "0 7 * * 1", timezone: "Asia/Shanghai" }],
    keep: "400d",
    deliver: [{ mail: { to: ["a@example.org", "b@example.org"] } }],
  });
});

test("files of two versions are compared by their bytes; what is no text has none", () => {
  const before = new Map([
    ["a.md", bytes("one")],
    ["b.md", bytes("same")],
    ["gone.sql", bytes("x")],
    ["logo.png", new Uint8Array([0x89, 0, 1])],
  ]);
  const after = new Map([
    ["a.md", bytes("two")],
    ["b.md", bytes("same")],
    ["new.sql", bytes("y")],
    ["logo.png", new Uint8Array([0x89, 0, 2])],
  ]);
  expect(changedFiles(before, after)).toEqual([
    { path: "a.md", kind: "changed", before: "one", after: "two" },
    { path: "gone.sql", kind: "removed", before: "x", after: "" },
    { path: "logo.png", kind: "changed" },
    { path: "new.sql", kind: "added", before: "", after: "y" },
  ]);
});
