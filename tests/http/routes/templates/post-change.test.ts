import { beforeAll, expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
});

const post = async (body: unknown): Promise<Response> =>
  await app.call("/changes", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

const files = {
  "template.yaml":
    "title: T\ndate: 2026-01-31\ndatasets:\n  shop:\n    file: data/a.csv\n    columns:\n      region: text\n",
  "report.md": '# {{ sold.first.region }}\n\n::table{data="sold"}\n',
  "queries/sold.sql": "SELECT * FROM shop\n",
};
const tables = {
  shop: [
    { name: "region", type: "text" },
    { name: "sales", type: "number" },
  ],
};
const query = { from: "shop", group: ["region"], summaries: [{ do: "sum", column: "sales" }] };

test("a query gets another name with all its uses", async () => {
  const answer = await post({ files, change: { do: "rename", what: "query", from: "sold", to: "every" } });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await bodyOf(answer)).toEqual({
    patches: [
      { file: "report.md", from: 5, to: 9, text: "every" },
      { file: "report.md", from: 41, to: 45, text: "every" },
    ],
    moved: [{ from: "queries/sold.sql", to: "queries/every.sql" }],
    added: {},
  });
});

test("a query is written from menus, and the columns that it reads are declared", async () => {
  const answer = await post({ files, change: { do: "query", name: "by_region", query, tables } });
  expect(await bodyOf(answer)).toEqual({
    patches: [{ file: "template.yaml", from: 96, to: 96, text: "\n      sales: number" }],
    moved: [],
    added: {
      "queries/by_region.sql": "SELECT region, sum(sales) AS sales\nFROM shop\nGROUP BY region\nORDER BY region\n",
    },
    columns: tables.shop,
  });
});

test.each([
  [{ do: "rename", what: "query", from: "sol", to: "every" }, 404, "unknown-query", "/change/from"],
  [{ do: "rename", what: "query", from: "sold", to: "shop" }, 409, "rename-taken", "/change/to"],
  [{ do: "rename", what: "query", from: "sold", to: "select" }, 400, "invalid-name", "/change/to"],
  [{ do: "rename", what: "query", from: "sold" }, 400, "missing-field", "/change/to"],
  [{ do: "rename", what: "column", from: "sold", to: "b" }, 400, "invalid-value", "/change/what"],
  [{ do: "query", name: "q", query }, 400, "missing-field", "/change/tables"],
  [{ do: "query", name: "sold", query, tables }, 409, "rename-taken", "/change/name"],
  [
    { do: "query", name: "q", query: { ...query, group: ["regio"] }, tables },
    400,
    "unknown-column",
    "/change/query/group/0",
  ],
])("%j is refused with %d", async (change, status, code, pointer) => {
  const answer = await post({ files, change });
  expect(answer.status).toBe(status);
  expect((await problemFrom(answer)).problems).toMatchObject([{ ...(code !== "invalid-value" && { code }), pointer }]);
});

test("a file that cannot be read is named", async () => {
  const broken = { ...files, "template.yaml": "title: [" };
  const answer = await post({ files: broken, change: { do: "rename", what: "query", from: "sold", to: "b" } });
  expect(answer.status).toBe(422);
  expect((await problemFrom(answer)).problems).toMatchObject([{ code: "unreadable-source", file: "template.yaml" }]);
});
