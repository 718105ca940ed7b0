import { expect, test } from "vitest";
import { reportPage } from "../../../bench/content/chart-page.ts";
import { documentWords, shareFound, wordsOf } from "../../../bench/content/document-words.ts";
import { composeFlagship, openFlagshipWorld } from "../../../bench/content/flagship.ts";
import { figuresOf } from "../../../functions/core/report/document/figures-of.ts";

test.each([
  ["en", 0],
  ["zh-Hans", 1],
])(
  "the page that Chromium prints says every word of the flagship in %s, and has a place and rows for every figure",
  async (language, iteration) => {
    const composed = await composeFlagship(await openFlagshipWorld(), iteration);
    const page = reportPage(composed);
    const said = page.html
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
    const wanted = documentWords(composed.document);
    expect(page.language).toBe(language);
    expect(wanted.length).toBeGreaterThan(1500);
    expect(shareFound(wanted, wordsOf(said))).toBe(1);
    expect(page.html.split('<div class="chart"')).toHaveLength(figuresOf(composed.document).length + 1);
    expect(page.charts).toHaveLength(8);
    for (const { data } of page.charts) expect(Object.values(data).some((rows) => rows.length > 0)).toBe(true);
  },
);

test("a word is found as often as it is there", () => {
  expect(shareFound(["a", "a", "b", "c"], ["a", "b", "b"])).toBe(0.5);
  expect(wordsOf("Beijing’s 十大 2,025 ﬁgures")).toEqual(["beijing", "s", "十", "大", "2", "025", "figures"]);
});
