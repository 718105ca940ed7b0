import { describe, expect, it } from "vitest";
import { splitLanguages } from "../../../../../functions/core/report/layout/text/split-languages.ts";
import { boxesOf, elements, layOut, paragraph, wordsOf } from "../layout-fixture.ts";

const split = (report: string, text: string): string[] =>
  splitLanguages(report, text).map((part) =>
    part.language === undefined ? part.text : `${part.language}[${part.text}]`,
  );

describe("the language of a run", () => {
  it("is identified by its script", () => {
    expect(split("en", "Zhongguancun (中关村) leads.")).toEqual(["Zhongguancun (", "zh-Hans[中关村]", ") leads."]);
    expect(split("en", "See 《十大产业，2021 年》 and שלום עולם, and العربية.")).toEqual([
      "See 《",
      "zh-Hans[十大产业，2021 年》]",
      " and ",
      "he[שלום עולם]",
      ", and ",
      "ar[العربية]",
      ".",
    ]);
    expect(split("en", "東京タワー")).toEqual(["ja[東京タワー]"]);
    expect(split("en", "plain")).toEqual(["plain"]);
  });

  it("is not identified if the report shares the script", () => {
    expect(split("zh-Hans", "中关村的 Tower タワー")).toEqual(["中关村的 Tower タワー"]);
    expect(split("zh-Hans", "中关村 שלום")).toEqual(["中关村 ", "he[שלום]"]);
  });

  it("is a separate element in the structure, in paragraphs and cells", () => {
    const layout = layOut([paragraph("The hub 中关村 leads.")]);
    const [span] = elements(layout, "Span");
    expect(span).toMatchObject({ lang: "zh-Hans", parent: elements(layout, "P")[0]!.index });
    const texts = boxesOf(layout.pages[0], "text").filter(({ means }) => typeof means === "number");
    expect(texts.map((box) => [box.means === span!.index, wordsOf(box)])).toEqual([
      [false, "The hub "],
      [true, "中关村"],
      [false, " leads."],
    ]);
  });
});
