import { expect, test } from "vitest";
import { drawPictures } from "../../../functions/core/report/draw-pictures.ts";
import type { Document, PictureContent } from "../../../functions/core/report/document/document.ts";
import type { Drawing } from "../../../functions/core/drawing.ts";
import { languages } from "../../../functions/core/report/locale/languages.ts";
import { spokenLanguages } from "../../../functions/core/report/picture/formula/spoken-languages.ts";
import { png } from "../pictures.ts";

const where = { file: "report.md", line: 1 };
const square: PictureContent = { kind: "formula", name: "$x^2$", tex: "x^2", display: false };
const image = (name: string, bytes: Uint8Array): PictureContent => ({ kind: "image", name, bytes });
const dot = (grey: number): Uint8Array => png({ width: 1, height: 1, depth: 8, type: 0 }, [[0, grey]]);

/** A report with pictures that layout asks for by id. */
function documentOf(contents: Readonly<Record<string, PictureContent>>, language = "en"): Document {
  const pictures = new Map(Object.entries(contents).map(([id, content]) => [id, { content, where }]));
  return { title: "", language, header: { left: "", right: "" }, footer: "", blocks: [], footnotes: [], pictures };
}

// Each language with rules loads them: `npm test` takes three of those.
test.each(
  Object.keys(languages).filter(
    (language) =>
      process.env["WHOLE"] !== undefined ||
      !Object.hasOwn(spokenLanguages, language) ||
      ["en", "de", "hi"].includes(language),
  ),
)(
  "a formula's alternative text in %s is its words, in English and marked where the language has no rules",
  async (language) => {
    const formula = (await drawPictures(documentOf({ f: square }, language))).get("f")!;
    expect(formula.name).toBe("$x^2$");
    expect(formula.alt).not.toMatch(/[\\^{}]/);
    const own = Object.hasOwn(spokenLanguages, language);
    expect(formula.lang).toBe(own ? undefined : "en");
    expect(formula.alt === "x squared").toBe(!own || language === "en");
  },
);

test("a formula that has no words keeps its TeX", async () => {
  const space: PictureContent = { ...square, tex: "\\quad" };
  const drawn = (await drawPictures(documentOf({ f: space }, "ar"))).get("f")!;
  expect([drawn.alt, drawn.lang]).toEqual(["\\quad", undefined]);
});

test("a picture that is used again is drawn once, under the name and id of each use", async () => {
  const bytes = dot(9);
  const drawn = await drawPictures(
    documentOf({
      a: image("one.png", bytes),
      b: image("two.png", bytes),
      c: square,
      d: square,
      e: image("other.png", dot(10)),
    }),
  );
  expect([...drawn].map(([id, { name }]) => [id, name])).toEqual([
    ["a", "one.png"],
    ["b", "two.png"],
    ["c", "$x^2$"],
    ["d", "$x^2$"],
    ["e", "other.png"],
  ]);
  expect(drawn.get("b")!.draw).toBe(drawn.get("a")!.draw);
  expect(drawn.get("d")!.draw).toBe(drawn.get("c")!.draw);
  expect(drawn.get("e")!.draw).not.toBe(drawn.get("a")!.draw);
});

test("drawings are kept by what they show, and the kept ones are taken", async () => {
  const bytes = dot(9);
  const document = documentOf({ a: image("one.png", bytes), f: square });
  const known = new Map<Uint8Array | string, Drawing>();
  const first = await drawPictures(document, "#000000", known);
  expect([...known.keys()]).toEqual([bytes, JSON.stringify(square)]);
  const again = await drawPictures(document, "#000000", known);
  for (const id of ["a", "f"]) expect(again.get(id)!.draw).toBe(first.get(id)!.draw);
  expect((await drawPictures(document)).get("a")!.draw).not.toBe(first.get("a")!.draw);
});

test("every picture that cannot be printed is reported with its place", async () => {
  const broken = documentOf({
    a: image("a.png", Uint8Array.of(1)),
    f: { ...square, tex: "\\frac{" },
    b: image("b.svg", new TextEncoder().encode("<svg>\n<script/></svg>")),
  });
  await expect(drawPictures(broken)).rejects.toMatchObject({
    kind: "invalid-template",
    problems: [
      {
        code: "invalid-image",
        message: expect.stringMatching(/^report\.md:1: a\.png /) as string,
        where: { ...where, name: "a.png" },
      },
      {
        code: "invalid-formula",
        message: expect.stringMatching(/^report\.md:1: \$x\^2\$ /) as string,
        where: { ...where, name: "$x^2$" },
      },
      { code: "invalid-image", message: expect.stringMatching(/^report\.md:1: b\.svg/) as string },
    ],
  });
});
