import { describe, expect, it } from "vitest";
import { findBreaks, mayBreak, mustBreak } from "../../../../../functions/core/report/layout/text/find-breaks.ts";

/** Returns the text with a bar wherever a line may break, and two bars where it must. */
function broken(text: string): string {
  const breaks = findBreaks(text);
  return [...text]
    .map((character, at) => (breaks[at] === mayBreak ? "|" : breaks[at] === mustBreak ? "||" : "") + character)
    .join("");
}

describe("findBreaks", () => {
  it.each([
    ["breaks plain words after spaces", "The cat, (12.5%) sat.", "The |cat, |(12.5%) |sat."],
    [
      "keeps numbers and units with no-break and thin spaces together",
      "30\u2009000\u00a0km or 5\u202fpp",
      "30\u2009000\u00a0km |or |5\u202fpp",
    ],
    [
      "breaks after a hyphen but not in a number range or code",
      "high-tech 2018-2021 R-2 x",
      "high-|tech |2018-2021 |R-2 |x",
    ],
    [
      "keeps one or two letters with the rest of their word",
      "Wi-Fi, e-mail, E-Mail-Adresse, Wi-Fi-Standard, check-in, va-t-il and tax-free",
      "Wi-Fi, |e-mail, |E-Mail-|Adresse, |Wi-Fi-|Standard, |check-in, |va-t-il |and |tax-|free",
    ],
    ["keeps short pairs with a slash", "a km/h of and/or", "a |km/h |of |and/or"],
    ["breaks addresses at slashes", "see https://a.org/data/x", "see |https://|a.org/|data/|x"],
    ["never begins a line with Chinese punctuation", "增长，快。（是）", "增|长，|快。|（是）"],
    ["never ends a line with an opening bracket", "见《书名》吧", "见|《书|名》|吧"],
    ["opens and closes curly quotes beside Chinese", "说“好的”吗", "说|“好|的”|吗"],
    ["keeps the two halves of a dash and of an ellipsis", "他——走……吧", "他|——|走……|吧"],
    ["breaks between Chinese and figures", "在2021计", "在|2021|计"],
    [
      "keeps a figure with the word it counts in",
      "over $137 billion in 1.5 trillion",
      "over |$137 billion |in |1.5 trillion",
    ],
    ["keeps a day with its month", "on 14 June 2022 (see 3 Maya)", "on |14 June |2022 |(see |3 |Maya)"],
    ["keeps a figure with its Chinese measure", "约合137亿美元，7月25日", "约|合|137亿|美|元，|7月|25日"],
    ["keeps French guillemets with their quotation", "il dit « oui » et « non »", "il |dit |« oui » |et |« non »"],
    ["keeps a currency sign with the figure before it", "soit 123.€ ou 5 %", "soit |123.€ |ou |5 %"],
    ["breaks after a maqaf", "בית־ספר", "בית־|ספר"],
    ["obeys a forced break", "one\ntwo", "one\n||two"],
  ])("%s", (_name, text, expected) => {
    expect(broken(text)).toBe(expected);
  });
});
