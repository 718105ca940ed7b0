import { DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { quoteText } from "../../../../functions/core/report/query/quote-name.ts";
import { splitAtParameters } from "../../../../functions/core/report/query/split-at-parameters.ts";

// One thread, as a session has.
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();

/** Returns DuckDB's parse tree without places, in which a parameter and the text that stands for it are equal. */
async function treeOf(sql: string): Promise<{ error: boolean; parameters: Set<string> }> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(sql)})`);
  const parameters = new Set<string>();
  const tree = JSON.parse(String(reader.getRows()[0]![0]), (key, value) => {
    if (key === "query_location" || key === "named_param_map") return undefined;
    if (value?.type === "VALUE_PARAMETER") parameters.add(value.identifier);
    const name =
      value?.type === "VALUE_PARAMETER" ? value.identifier : /^«(\w+)»$/.exec(value?.value?.value ?? "")?.[1];
    return name === undefined ? value : { alias: value.alias, name };
  });
  return { ...tree, parameters };
}

const fragment = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "$a",
      "$b_2",
      "'$a'",
      "'it''s $a'",
      '"$a"',
      '"q""$b_2"',
      "x",
      "中",
      "1",
      "-2",
      "4-$a",
      "$a/2",
      "$a-$b_2",
      "$a[1]",
      "f($a, 'x')",
      "('a' || $a)",
      "x.y",
      "1.5e3",
      "'\\'",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "E'\\' $a'",
      "e'$a'",
      "$$ $a $$",
      "$t$ $a $t$",
      "U&'$a'",
      "x$a",
      "1$a",
      "$a中",
      "中$a",
      "'a'\n'$a'",
      "X'00'",
      "$1",
      "?",
      "$中",
      "a\u00A0$a",
    ),
  },
);
const gap = fc.constantFrom(
  "",
  " ",
  "\n",
  "\t",
  " -- it's $a\n",
  "--\n",
  " /* $a ' */ ",
  " /* /* $a */ ' */ ",
  "/**/",
  "\r\n",
  "-- x\r",
  " /*/ $a */",
);

// This takes half a second, and 3 s beside four busy processes; the limit leaves room for a process that is suspended
// meanwhile.
test("wherever a text is cut, DuckDB sees a parameter, and nowhere else", async () => {
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(gap, fragment, gap), { minLength: 1, maxLength: 6 }), async (items) => {
      const sql = `SELECT ${items.map((parts) => parts.join("")).join(",")}`;
      const { parameters, ...tree } = await treeOf(sql);
      const split = tree.error ? undefined : splitAtParameters(sql, parameters);
      if (split === undefined) return;
      cut++;
      const { parameters: left, ...filled } = await treeOf(
        split.texts.map((text, index) => (index === 0 ? text : `'«${split.names[index - 1]}»'${text}`)).join(""),
      );
      expect(left.size).toBe(0);
      expect(filled).toEqual(tree);
    }),
    { seed: 3, numRuns: process.env["SOAK"] === undefined ? 800 : 5000 },
  );
  expect(cut).toBeGreaterThan(150);
}, 120_000);

test.each([
  "SELECT $a, E'\\' $a'",
  "SELECT $a, $$x$$",
  "SELECT $a, x$a",
  "SELECT $a /* /* */ */",
  "SELECT $a -- x\r, $a",
  "SELECT $a, 'open",
])("%j is not cut", (sql) => {
  expect(splitAtParameters(sql, new Set(["a"]))).toBeUndefined();
});

test("a text in which others are found than the tree shows is not cut", () => {
  expect(splitAtParameters("SELECT $a, $b", new Set(["a", "b"]))).toEqual({
    texts: ["SELECT ", ", ", ""],
    names: ["a", "b"],
  });
  expect(splitAtParameters("SELECT $a, $b", new Set(["a"]))).toBeUndefined();
  expect(splitAtParameters("SELECT $a", new Set(["a", "b"]))).toBeUndefined();
});
