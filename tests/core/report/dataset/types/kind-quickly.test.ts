import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { kindOfValue, kindQuickly } from "../../../../../functions/core/report/dataset/types/infer-types.ts";
import { seeded } from "../seeded.ts";

const isSoak = process.env["SOAK"] !== undefined;

/** What a cast takes for a number or a date, and the patterns may not. */
const odd = [
  ..."0 -0 +0 00 007 +7 +1234567 9223372036854775807 9223372036854775808 -9223372036854775808 1_000 0x1F 1e5 1E400".split(
    " ",
  ),
  ..."NaN nan inf infinity -infinity Infinity epoch today now true True TRUE t f yes ſ False false ٣ ３ −5 .5 5. - + .".split(
    " ",
  ),
  ..."0001-01-01 0000-01-01 9999-12-31 2024-02-30 2024-1-5 2024/01/05 2024-01-05Z 10000-01-01 -0001-01-1 24-01-0100".split(
    " ",
  ),
  "2024-01-31 00:00:00",
  "2024-01-31T00:00:00",
  "2024-01-31 24:00:00",
  "2024-01-31 00:00:60",
  "0000-01-01 00:00:00",
  "0001-01-01 00:00:00",
  "0001-01-01 (BC)",
  "2024-01-31 12:00 PM",
  "2024-01-31 00:00:0Z",
  "1:2",
  "Ｔrue",
  "",
];

test("a value's kind is the same by the quick way", async () => {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const signs = [..."0123456789", ..."0123456789", ..."+-.eE/: TZ", ..."trufalse"];
  const made = Array.from({ length: isSoak ? 1_000_000 : 20_000 }, () => {
    // A sound value with a sign changed, or signs at random.
    if (random() < 0.5) {
      const base = pick(odd);
      const at = Math.floor(random() * (base.length + 1));
      return base.slice(0, at) + pick(signs) + base.slice(at + (random() < 0.5 ? 1 : 0));
    }
    return Array.from({ length: 1 + Math.floor(random() * 20) }, () => pick(signs)).join("");
  });
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await connection.run("SET TimeZone = 'UTC'");
  const values = [...odd, ...made].map((value) => value.trim());
  const found = await connection.runAndReadAll(
    `SELECT v, k, q FROM (SELECT v, ${kindOfValue} AS k, ${kindQuickly} AS q FROM (SELECT unnest(string_split($values, chr(10))) AS v)) WHERE k IS DISTINCT FROM q LIMIT 20`,
    { values: values.join("\n") },
  );
  expect(found.getRowsJson()).toEqual([]);
});
