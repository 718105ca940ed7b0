import { expect, test } from "vitest";
import { parseOnce } from "../../../../functions/core/report/query/parse-once.ts";
import { openSealedSession } from "../../../../functions/core/report/query/session/sealed-session.ts";
import type { Shelf } from "../../../../functions/core/ports.ts";

const texts = new Map<string, string>();
const taken: string[] = [];
const shelf: Shelf = {
  take(key) {
    const text = texts.get(key);
    if (text !== undefined) taken.push(key);
    return text;
  },
  put: (key, text) => void texts.set(key, text),
};
const queriesOf = (queries: Readonly<Record<string, string>>) =>
  new Map(Object.entries(queries).map(([name, text]) => [name, { file: `queries/${name}.sql`, text }]));
const names = { tables: ["t", "one", "two"], parameters: ["year"] };

test("parses are the same from the shelf, for the same texts and names only", async () => {
  const session = await openSealedSession(512, 1);
  const [connection] = session.connections;
  const parse = (queries: Readonly<Record<string, string>>, known = names) =>
    parseOnce(connection, queriesOf(queries), known, shelf);
  const sound = { one: "SELECT a FROM t WHERE y = $year", two: "SELECT 1 FROM one ORDER BY '$year'" };
  const parsed = await parse(sound);
  expect(parsed).toEqual(await parseOnce(connection, queriesOf(sound), names));
  expect([texts.size, taken.length]).toEqual([1, 0]);
  expect(await parse(sound)).toEqual(parsed);
  expect([texts.size, taken.length]).toEqual([1, 1]);

  const reversed = { ...names, parameters: ["region", ...names.parameters] };
  await parse(sound, reversed);
  expect(await parse(sound, { ...names, parameters: reversed.parameters.toReversed() })).toEqual(parsed);
  expect([texts.size, taken.length]).toEqual([2, 2]);

  const fewer = await parse(sound, { ...names, parameters: [] });
  expect(fewer.problems).toMatchObject([{ code: "unknown-parameter" }]);
  const forbidden = await parse({ ...sound, one: "SELECT a FROM read_csv('t.csv')" });
  expect(forbidden.problems).toMatchObject([{ code: "forbidden-function" }]);
  expect(await parse({ ...sound, one: "SELECT a FROM read_csv('t.csv')" })).toEqual(forbidden);
  expect([texts.size, taken.length]).toEqual([2, 2]);
  session.close(true);
});
