import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

const pick = <T>(of: readonly T[], at: number): T => of[at % of.length]!;

/** Columns of answers have names that no list of ours has; nights and guests beside them can be added up. */
test.each([
  [5, ["welcome", "lake view", "pillows", "quiet"]],
  [7, ["plot", "sound", "seats", "queue", "bar"]],
  [10, ["Anreise", "Zimmerservice", "Frühstück", "WLAN"]],
] as const)(
  "answers from 1 to %i are no amounts, whatever they are about",
  { timeout: 60_000 },
  async (step, columns) => {
    const answers = Array.from({ length: 160 }, (_, at) =>
      columns.map((_column, place) => 1 + ((at * 7 + place * 3 + Math.floor(at / 9)) % step)),
    );
    const lines = answers.map((row, at) =>
      [at + 1, pick(["Leisure", "Business", "Event"], at * 5), 1 + ((at * 3) % 6), ...row].join(","),
    );
    const table = await openText(`response_id,purpose,nights,${columns.join(",")}`, lines);
    const means = columns.map((_, place) => answers.reduce((sum, row) => sum + row[place]!, 0) / answers.length);
    const shown = (await rowsOf(table))("scale");
    expect(shown.map(({ middle }) => Number(middle).toFixed(6)).toSorted()).toEqual(
      means.map((mean) => mean.toFixed(6)).toSorted(),
    );
  },
);

test("an electorate beside each party's votes is no whole of them", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 40 }, (_, division) =>
    ["Red", "Blue", "Green"].map(
      (party, at) =>
        `Ward ${division},${7000 + ((division * 371) % 2000)},${party},${400 + ((division * 97 + at * 331) % 900)}`,
    ),
  ).flat();
  const { files } = await draftOf(await openText("division,electorate,party,votes", lines));
  expect([...files.keys()].filter((path) => path.startsWith("queries/rate"))).toEqual([]);
});

test("the end of a warranty is not the time of a list of devices", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 120 }, (_, at) => {
    const [year, month] = [2018 + (at % 7), 1 + ((at * 5) % 12)];
    return `D-${1000 + 7 * at},${pick(["North", "South"], at * 3)},${year}-${String(month).padStart(2, "0")}-11,${300 + ((at * 37) % 700)},${year + 3}-${String(month).padStart(2, "0")}-11`;
  });
  for (const name of ["Garantie_bis", "warranty_end", "Warranty until", "valid_until", "质保截止"]) {
    const table = await openText(`device,school,purchase_date,price,${name}`, lines);
    expect((await draftOf(table)).story, name).not.toMatch(/flow|panel|series/);
  }
});
