import { describe, expect, test } from "vitest";
import { languages } from "../../../../../../functions/core/report/locale/languages.ts";
import { pluralCategories } from "../../../../../../functions/core/report/locale/plural-rules.ts";
import { Decimal } from "../../../../../../functions/core/decimal.ts";
import { formatsOf } from "../../../../../../functions/core/report/compose/formats/formats.ts";
import { printChange } from "../../../../../../functions/core/report/compose/formats/print-change.ts";
import { sentenceFilters } from "../../../../../../functions/core/report/compose/liquid/filters/sentence-filters.ts";
import { runKey } from "../../../../../../functions/core/report/compose/liquid/liquid-run.ts";
import type { Warning } from "../../../../../../functions/core/errors.ts";
import { compose, line, problemsOf } from "../../compose-fixture.ts";

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");
const tables = {
  q: [
    { name: "Berlin", now: 108.6, before: 100, share: 30.14, none: null },
    { name: null, now: 100, before: 100, share: 1, none: null },
    { name: "*Bonn*", now: 370, before: 100, share: 2, none: null },
  ],
};

test.each([
  ["{{ q.first.now | change: q.first.before }}", "rose by 8.6%"],
  ["{{ 95 | change: 100 }}", "fell by 5%"],
  ["{{ 95.04 | change: 100, decimals: 2 }}", "fell by 4.96%"],
  ["{{ 100 | change: 100 }}", "was unchanged"],
  ["{{ 100 | change: 100, plural: true }}", "were unchanged"],
  ["{{ nil | change: 3 | default: 'none' }}", "none"],
  ["{{ 3 | change: nil | default: 'none' }}", "none"],
  ["{{ 100.04 | change: 100 }}", "was almost unchanged"],
  ["{{ 100.05 | change: 100 }}", "rose by 0.1%"],
  ["{{ 300 | change: 100 }}", "rose by 200%"],
  ["{{ 370 | change: 100 }}", "rose to 3.7 times the earlier level"],
  ["{{ 0 | change: 100 }}", "fell by 100%"],
  ["{{ -50 | change: 100 }}", "fell by 150%"],
  ["{{ 5 | change: 0 }}", "rose from 0 to 5"],
  ["{{ 5 | change: -2 }}", "rose from −2 to 5"],
  ["{{ -5 | change: -2 }}", "fell from −2 to −5"],
  ["{{ 31.2 | change: 28.9, as: 'points' }}", "rose by 2.3 percentage points"],
  ["{{ 27.9 | change: 28.9, as: 'points' }}", "fell by 1 percentage point"],
  ["{{ 28.94 | change: 28.9, as: 'points' }}", "was almost unchanged"],
  ["{{ 8.6 | change }}", "rose by 8.6%"],
  ["{{ -8.6 | change }}", "fell by 8.6%"],
  ["{{ 270 | change }}", "rose to 3.7 times the earlier level"],
  ["{{ 0 | change }}", "was unchanged"],
  ["{{ q.first.none | change: 100 | default: 'is not known' }}", "is not known"],
  ["{{ 100 | change: q.first.none | default: 'is not known' }}", "is not known"],
  ["{{ q | in_sentence: 'name' }}", "Berlin and *Bonn*"],
  ["{{ q | in_sentence: 'share', 'percent: 1' }}", "30.1%, 1.0% and 2.0%"],
  ["{{ q | in_sentence: 'none' | default: 'none' }}", "none"],
  ["{{ q | map: 'now' | in_sentence }}", "108.6, 100 and 370"],
  ["{{ 1 | plural: one: '{n} shop', other: '{n} shops' }}", "1 shop"],
  ["{{ 1234 | plural: one: '{n} shop', other: '{n} shops' }}", "1,234 shops"],
  ["{{ q.first.none | plural: one: 'x', other: 'y' | default: 'none' }}", "none"],
  ["{{ 2.3 | points: 'short' }}, {{ 2.3 | points: 2, 'short' }}", "2.3 pp, 2.30 pp"],
])("%s prints %s", (text, printed) => {
  expect(plain(line(text, { tables }))).toBe(printed);
});

test.each([
  ["{{ 'x' | change: 100 }}", 'change needs a number, but got "x"'],
  ["{{ 1 | change: 100, by: 2 }}", 'change has no argument "by": it has as, decimals, plural, series, of'],
  ["{{ 1 | change: 100, as: 'ratio' }}", 'as: "percent" or "points", not "ratio"'],
  ["{{ 1 | change: 100, 2 }}", "change needs a value and an earlier one"],
  ["{{ 2 | change: 1, decimals: 99 }}", "decimals must be a whole number"],
  ["{{ 1 | change: 1, decimals: 'x' }}", "decimals must be a whole number"],
  ["{{ q | in_sentence }}", "in_sentence needs values: name the column"],
  ["{{ q | in_sentence: 'nmae' }}", 'names the column "nmae", which the rows do not have'],
  ["{{ 1 | plural: other: 'x' }}", 'plural needs a text for one in the language "en", which has the forms one, other'],
  ["{{ 1 | change: 100, plural: 'ja' }}", 'change needs plural: true or false, not "ja"'],
  ["{{ 1 | change: 100, of: 'x' }}", "change has of: only with series:"],
  ["{{ 2 | plural: one: 'one', other: '{x} shops' }}", 'plural has "{x}" in other: "{x} shops"'],
  ["{{ 2 | plural: one: '{ n } shop', other: '{n} shops' }}", 'plural has "{ n }" in one: "{ n } shop"'],
  ["{{ 2 | plural: one: 'one', other: '{Länder_1} und {n}' }}", 'plural has "{Länder_1}" in other'],
  ["{{ 1 | plural: 'x' }}", "plural needs a text for each form, by its name"],
  ["{{ 1 | plural: several: 'x', other: 'y' }}", 'plural has no argument "several"'],
  ["{{ 1 | points: 'shrot' }}", 'points are long, or "short", not "shrot"'],
])("%s is refused", (text, message) => {
  expect(problemsOf(text, { tables })[0]?.message).toContain(message);
});

function message(markdown: string): string | undefined {
  return problemsOf(markdown, { tables: { s: noisy } })[0]?.message;
}

const rowsOf = (values: readonly (number | null)[]) => values.map((value) => ({ value }));
const noisy = rowsOf([50, 53, 49, 52, null, 50, 48, 51, 49, 52, 53]);

describe("a change of a series", () => {
  const rising = rowsOf([50, 53, 57, 61, null, 66, 69, 73, 77, 81, 86]);
  const text = '# Title\n\nSales {{ s.last.value | change: 50, series: s, of: "value" }}.';
  const warningsOf = (markdown: string, s: ReturnType<typeof rowsOf>): Warning[] => {
    const warnings: Warning[] = [];
    compose(markdown, { tables: { s } }, warnings);
    return warnings;
  };

  test("warns within usual variation, with its place, and says the same", () => {
    const [warning, ...others] = warningsOf(text, noisy);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: "noise-as-news", seen: "rose by 6%", where: { file: "report.md", line: 3 } });
    expect(warning!.message).toContain(
      'report.md:3: the text says "rose by 6%", but the last value of the series, 53,',
    );
    expect(warningsOf(text.replace("change: 50", "change: 60"), noisy)[0]?.seen).toBe("fell by 11.7%");
  });

  test("does not call usual what is beyond the other limit", () => {
    const fallen = rowsOf([50, 53, 49, 52, null, 50, 48, 51, 49, 52, 20]);
    const [warning] = warningsOf(text.replace("change: 50", "change: 10"), fallen);
    expect(warning?.seen).toBe("rose by 100%");
    expect(warning?.message).toContain("the last value of the series, 20, is below usual variation, ");
    expect(warning?.hint).toContain("below the usual");
  });

  test("does not warn of a rise that is more, nor of what is unchanged, nor of fewer than eight values", () => {
    expect(warningsOf(text, rising)).toEqual([]);
    expect(warningsOf(text.replace("change: 50", "change: 90"), rising)).toHaveLength(1);
    expect(warningsOf(text.replace("change: 50", "change: 53"), noisy)).toEqual([]);
    expect(warningsOf(text, noisy.slice(4))).toEqual([]);
  });

  test("is refused if the series does not end with the value", () => {
    expect(message("{{ 52 | change: 50, series: s, of: 'value' }}")).toContain(
      "ends with the value, 52, but it ends with 53",
    );
    expect(message("{{ 53 | change: series: s, of: 'value' }}")).toContain("needs the earlier value");
    expect(message("{{ 53 | change: 50, series: s, of: 'vlaue' }}")).toContain('names the column "vlaue"');
  });
});

/** Calls a filter in a language. */
function call(language: string, name: string, ...args: unknown[]): unknown {
  const run = { formats: formatsOf(languages[language]!), language };
  const context = { globals: { [runKey]: run }, memoryLimit: { use: () => undefined } };
  return (sentenceFilters[name] as (this: unknown, ...args: unknown[]) => unknown).call({ context }, ...args);
}

/** Tags of Intl where they differ. English lists have no comma before "and", as in most of the world's English. */
const tags: Readonly<Record<string, string>> = { en: "en-GB", zh: "zh-Hans" };

describe.each(Object.keys(languages))("in the language %s", (language) => {
  const tag = tags[language] ?? language;

  test("lists are joined as CLDR joins them", () => {
    const list = new Intl.ListFormat(tag, { type: "conjunction", style: "long" });
    const words = ["Österreich", "Italia", "hielo", "hiato", "שלום", "北京", "Île", "hieroglifos"];
    for (const last of words)
      for (const length of [1, 2, 3, 5]) {
        const members = [...words, ...words].slice(0, length - 1).concat(last);
        expect(call(language, "in_sentence", members)).toBe(list.format(members));
      }
  });

  test("plurals are those of CLDR, for whole numbers, fractions and millions", () => {
    const rules = new Intl.PluralRules(tag, { maximumFractionDigits: 6 });
    const texts = pluralCategories.map((category) => [category, category]);
    const numbers = [
      ...Array(1_300).keys(),
      1_000_000,
      2_000_000,
      1_000_001,
      12_000_000,
      0.1,
      0.5,
      1.1,
      1.5,
      2.5,
      10.2,
      100.01,
      1_000_000.5,
    ];
    const ours = numbers.map((number) => call(language, "plural", number, ...texts));
    expect(ours).toEqual(numbers.map((number) => rules.select(number)));
    const needed = new Set(Array.from({ length: 1_300 }, (_, number) => rules.select(number)));
    expect(new Set(languages[language]!.sentence.plural.needed)).toEqual(needed);
  });

  test("percentage points have the form of CLDR's plural rules", () => {
    const { words } = languages[language]!;
    const { points } = formatsOf(languages[language]!);
    const few = words.percentagePointsFew ?? words.percentagePoints;
    const rules = new Intl.PluralRules(tag);
    const forms: Readonly<Record<string, string>> = { one: words.percentagePoint, few };
    for (const number of [0, 0.5, 1, 1.5, 1.9, 2, 2.5, 3, 5, 10, 11, 12, 21, 22, 101, 103, 1_000, -1, -1.5, -4]) {
      const form = forms[rules.select(Math.abs(number))] ?? words.percentagePoints;
      const told = points(number)!;
      expect(told.endsWith(form), `${told} should end with ${form}`).toBe(true);
    }
  });

  test("a change is told in words of its own for each case, with the value in each", () => {
    const locale = languages[language]!;
    const tell = (now: number, before: number, as: "percent" | "points" = "percent", plural = false): string =>
      printChange(Decimal.from(now)!, Decimal.from(before)!, { as, plural }, locale, formatsOf(locale));
    for (const plural of [false, true]) {
      const told = [
        tell(107, 100, "percent", plural),
        tell(93, 100, "percent", plural),
        tell(700, 100, "percent", plural),
        tell(7, 0, "percent", plural),
        tell(-7, 0, "percent", plural),
        tell(7, 7, "percent", plural),
        tell(100.01, 100, "percent", plural),
        tell(17, 10, "points", plural),
        tell(10, 17, "points", plural),
      ];
      expect(new Set(told).size).toBe(told.length);
      for (const text of told) expect(text).not.toMatch(/[{}]|undefined/);
      expect(told.map((text) => text.includes("7"))).toEqual([true, true, true, true, true, false, false, true, true]);
      expect(told[7]).toContain(formatsOf(locale).points(7)!);
    }
  });
});

test.each([
  [8, "ha segnato un aumento dell’8%"],
  [88, "ha segnato un aumento dell’88%"],
  [11, "ha segnato un aumento dell’11%"],
  [11.5, "ha segnato un aumento dell’11,5%"],
  [1, "ha segnato un aumento dell’1%"],
  [110, "ha segnato un aumento del 110%"],
  [18, "ha segnato un aumento del 18%"],
  [3, "ha segnato un aumento del 3%"],
])("Italian elides the article before %d", (percent, printed) => {
  expect(call("it", "change", percent)).toBe(printed);
});

/** Sentences as an editor of the language would let them stand. */
test.each([
  ["pl", 108.6, 100, "percent", "wzrost o 8,6%"],
  ["pl", 1234.5, 1300, "percent", "spadek o 5%"],
  ["pl", 370, 100, "percent", "wzrost do 3,7-krotności wcześniejszego poziomu"],
  ["pl", 5, -2, "percent", "wzrost z −2 do 5"],
  ["pl", 31.2, 28.9, "points", "wzrost o 2,3 p.p."],
  ["pl", 100.01, 100, "percent", "prawie bez zmian"],
  ["zh", 108.6, 100, "percent", "增长8.6%"],
  ["zh", 95, 100, "percent", "下降5%"],
  ["zh", 370, 100, "percent", "增至原来的3.7倍"],
  ["zh", -5, -2, "percent", "从−2降至−5"],
  ["zh", 31.2, 28.9, "points", "上升2.3个百分点"],
  ["zh", 100, 100, "percent", "持平"],
  ["ru", 108.6, 100, "percent", "рост на 8,6 %"],
  ["ru", 31.2, 28.9, "points", "рост на 2,3 п. п."],
  ["ru", 5, 0, "percent", "рост с 0 до 5"],
  ["fr", 108.6, 100, "percent", "a augmenté de 8,6 %"],
  ["fr", 30.4, 28.9, "points", "a augmenté de 1,5 point de pourcentage"],
  ["fr", 31.2, 28.9, "points", "a augmenté de 2,3 points de pourcentage"],
  ["fr", 5, -2, "percent", "a augmenté, passant de −2 à 5"],
  ["ar", 31, 28, "points", "ارتفاع بمقدار 3 نقاط مئوية"],
  ["ar", 40, 28, "points", "ارتفاع بمقدار 12 نقطة مئوية"],
  ["ar", 1200, 100, "percent", "ارتفاع بمعامل 12 عن المستوى السابق"],
  ["pt", 30.4, 28.9, "points", "aumentou 1,5 ponto percentual"],
] as const)("in %s %d after %d in %s is told as %s", (language, now, before, as, told) => {
  expect(plain(String(call(language, "change", now, before, ["as", as])))).toBe(told);
});

test.each([
  ["pl", ["Kraków", "Łódź", "Żywiec"], "Kraków, Łódź i Żywiec"],
  ["zh", ["北京", "上海"], "北京和上海"],
  ["zh", ["北京", "上海", "广州"], "北京、上海和广州"],
  ["ru", ["Москва", "Тверь", "Омск"], "Москва, Тверь и Омск"],
  ["fr", ["Lyon", "Metz", "Apt"], "Lyon, Metz et Apt"],
  ["ar", ["دبي", "عمّان", "تونس"], "دبي وعمّان وتونس"],
])("in %s the list %o is %s", (language, members, told) => {
  expect(call(language, "in_sentence", members)).toBe(told);
});

/** The arguments of `plural`, each with the number. */
function forms(one: string, few: string, many: string, other: string): readonly (readonly string[])[] {
  return Object.entries({ one, few, many, other }).map(([name, word]) => [name, `{n} ${word}`]);
}

test.each([1, 2, 5, 12, 21, 22, 25, 112, 1.5])("Polish and Russian decline what %d counts", (count) => {
  const hand: Readonly<Record<number, readonly [string, string]>> = {
    1: ["1 sklep", "1 магазин"],
    2: ["2 sklepy", "2 магазина"],
    5: ["5 sklepów", "5 магазинов"],
    12: ["12 sklepów", "12 магазинов"],
    21: ["21 sklepów", "21 магазин"],
    22: ["22 sklepy", "22 магазина"],
    25: ["25 sklepów", "25 магазинов"],
    112: ["112 sklepów", "112 магазинов"],
    1.5: ["1,5 sklepu", "1,5 магазина"],
  };
  expect([
    call("pl", "plural", count, ...forms("sklep", "sklepy", "sklepów", "sklepu")),
    call("ru", "plural", count, ...forms("магазин", "магазина", "магазинов", "магазина")),
  ]).toEqual(hand[count]);
});
