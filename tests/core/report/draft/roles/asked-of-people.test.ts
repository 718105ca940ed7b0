import { describe, expect, test } from "vitest";
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

const hasRate = async (head: string, lines: readonly string[]): Promise<boolean> =>
  (await draftOf(await openText(head, lines))).files.has("queries/rate.sql");

const parties = (year: string, more: (division: number) => string): readonly string[] =>
  Array.from({ length: 40 }, (_, division) =>
    ["Red", "Blue", "Green"].map((party, at) => {
      const votes = 400 + ((division * 97 + at * 331 + year.length * 13) % 900);
      return `Ward ${division},${year}${7000 + ((division * 371) % 2000)},${more(division)}${party},${votes}`;
    }),
  ).flat();

const ballots = (division: number): string => `${2500 + ((division * 211) % 900)},`;

describe("what belongs to fewer things than there are rows is no whole of a rate", { timeout: 60_000 }, () => {
  test("an electorate beside each party's votes", async () => {
    expect(
      await hasRate(
        "division,electorate,party,votes",
        parties("", () => ""),
      ),
    ).toBe(false);
  });

  test("nor beside the ballots that repeat with it", async () => {
    expect(await hasRate("division,electorate,ballots_issued,party,votes", parties("", ballots))).toBe(false);
  });

  test("nor in several years", async () => {
    const years = ["2015,", "2019,", "2023,"].flatMap((year) => parties(year, () => ""));
    expect(await hasRate("division,year,electorate,party,votes", years)).toBe(false);
  });

  test("a sample of a usual size is the whole of its scrap", async () => {
    const lines = Array.from({ length: 240 }, (_, at) => {
      const line = at % 12;
      return `B-${1000 + at},Line ${line},${pick(["Early", "Late"], at * 5)},${pick([150, 260, 380, 500, 720], line)},${(at * 7) % 31}`;
    });
    expect(await hasRate("batch,line,shift,pieces_produced,pieces_scrapped", lines)).toBe(true);
  });
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
