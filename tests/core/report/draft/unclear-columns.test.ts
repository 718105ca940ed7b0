import { expect, test } from "vitest";
import { draftOf, openPlain, openText } from "./draft-of-text.ts";

const months = Array.from(
  { length: 18 },
  (_, at) => `20${23 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`,
);
const head = "month,North,South,price";

/** Two columns of `d,ddd`, and one whose values are plain. */
const rows = (beside: (at: number) => string): readonly string[] =>
  months.map(
    (month, at) => `${month},"${1 + (at % 7)},${204 + at * 7}","${2 + (at % 5)},${311 + at * 3}",${beside(at)}`,
  );

const said = {
  en: "“North” is not read as numbers: 1,204 may be 1204 or 1.204",
  de: "„North“ wird nicht als Zahlen gelesen: 1,204 kann 1204 oder 1.204 sein",
  zh: "“North”未按数值读取：1,204 可能是 1204，也可能是 1.204",
} as const;

test("a draft does without columns of numbers that can be read in two ways, and says why", async () => {
  const table = await openPlain(
    head,
    rows((at) => String(40 + at * 3)),
  );
  for (const language of ["en", "de", "zh"] as const) {
    const { assumed, questions } = await draftOf(table, { language });
    const texts = assumed.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith(said[language]))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("South"))).toHaveLength(1);
    expect(questions.flatMap(({ choices }) => choices.map(({ label }) => label))).not.toContain("North");
  }
});

test("a table of such columns alone is refused with the question", async () => {
  const table = await openPlain(
    head,
    rows(() => "none"),
  );
  await expect(draftOf(table)).rejects.toMatchObject({
    problems: [{}, { code: "unclear-numbers", allowed: ["1,204 is 1204", "1,204 is 1.204"] }],
  });
});

test("numbers that the file says how to read are read before the recipe is accepted", async () => {
  const { assumed, questions } = await draftOf(
    await openPlain(
      head,
      rows((at) => `${40 + at}.25`),
    ),
  );
  expect(assumed.map(({ text }) => text).join("\n")).not.toContain("not read as numbers");
  const about = questions.find(({ name }) => name === "about")!;
  expect(about.choices.map(({ label }) => label)).toEqual(expect.arrayContaining(["North", "South"]));
});

/** Inhabitants with points between thousands, and births that need none. */
const inhabitants = Array.from(
  { length: 12 },
  (_, at) => `Kreis ${String.fromCodePoint(65 + at)};${600 + at * 7};${84 + at}.${String(120 + at * 31)}`,
);

test("points that separate thousands are no decimals, even before the recipe is accepted", async () => {
  const text = { head: "Kreis;Geburten;Einwohner", rows: inhabitants };
  const plain = await draftOf(await openPlain(text.head, text.rows));
  expect(plain.assumed.map(({ text: told }) => told).join("\n")).toContain("„Einwohner“ wird nicht als Zahlen gelesen");
  const opened = await openText(text.head, text.rows);
  const about = (await draftOf(opened)).questions.find(({ name }) => name === "about")!;
  expect(about.choices.map(({ label }) => label)).toContain("Einwohner");
  expect(opened.dataset.profile.columns[2]?.type).toBe("integer");
});

test("a table of such columns alone is refused with what its proposal says", async () => {
  const rows = inhabitants.map((row) =>
    row
      .split(";")
      .filter((_, at) => at !== 1)
      .join(";"),
  );
  await expect(draftOf(await openPlain("Kreis;Einwohner", rows))).rejects.toMatchObject({
    problems: [{}, { code: "unclear-numbers", seen: "84.120" }],
  });
});
