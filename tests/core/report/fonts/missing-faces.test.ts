import { expect, it } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { faceFile } from "../../../../functions/core/report/fonts/font-faces.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { withOwnFonts } from "../../../../functions/core/report/fonts/own-fonts.ts";
import type { OwnFamily, TextStyle } from "../../../../functions/core/ports.ts";
import { readFace } from "../chart/chart-fixtures.ts";

const shipped = createFontFiles();
const optional = ["semibold", "bold", "italic", "semibold-italic", "bold-italic"] as const;
const families = ["serif", "sans", "mono"] as const;
const bytes = readFace("sans-400");

/** Every choice of the optional cuts, with each family in turn. */
const choices = Array.from({ length: 2 ** optional.length }, (_, index) => ({
  family: families[index % families.length]!,
  cuts: optional.filter((_cut, bit) => (index >> bit) & 1),
}));
const chosen = choices.filter((_, index) => process.env["WHOLE"] !== undefined || index % 5 === 0);

const styles = ([400, 600, 700] as const).flatMap((weight) => [false, true].map((italic) => ({ weight, italic })));

function open(family: (typeof families)[number], cuts: readonly (typeof optional)[number][]) {
  const own = Object.fromEntries(["regular", ...cuts].map((cut) => [cut, `fonts/${cut}.ttf`])) as unknown as OwnFamily;
  const files = new Map(Object.values(own).map((path) => [path, bytes]));
  const source = withOwnFonts(shipped, { [family]: own }, files);
  return (say: (style: (text: string, style: Partial<TextStyle>) => void) => void): Warning[] => {
    const warnings: Warning[] = [];
    const typesetter = openTypesetter(source, "en", (warning) => warnings.push(warning));
    say((text, style) => void typesetter.words({ family, weight: 400, size: 10, ...style } as TextStyle)(text));
    return warnings;
  };
}

it.each(chosen)(
  "a bold or italic text of $family that has $cuts warns unless a cut has its look",
  ({ family, cuts }) => {
    const report = open(family, cuts);
    for (const { weight, italic } of styles) {
      const bold = weight > 400;
      const has =
        (!bold && !italic) || cuts.some((cut) => cut.includes("bold") === bold && cut.includes("italic") === italic);
      // Twice, as the words are kept between reports.
      for (const _ of [1, 2]) {
        const warnings = report((say) => {
          for (const text of ["Word", " ", "\u4e2d", "other"]) say(text, { weight, italic });
        });
        expect(warnings.map(({ code }) => code)).toEqual(has ? [] : ["missing-face"]);
      }
    }
  },
);

it("says what the family lacks, and how to name it", () => {
  const [warning, ...rest] = open("serif", ["bold", "italic"])((say) => {
    say("plain", {});
    say("strong", { weight: 700 });
    say("\u4e2d\u6587", { weight: 700, italic: true });
    say("both", { weight: 700, italic: true });
    say("again", { weight: 600, italic: true });
  });
  expect(rest).toEqual([]);
  expect(warning).toEqual({
    code: "missing-face",
    message: `the theme's serif has no bold italic font; bold italic text such as "both" is set in fonts/italic.ttf`,
    where: { file: "fonts/italic.ttf", name: "serif" },
    seen: "both",
    hint: "name a font for it: theme.fonts.serif.bold-italic",
  });
});

it("does not concern the shipped fonts", () => {
  const warnings: Warning[] = [];
  const typesetter = openTypesetter(shipped, "en", (warning) => warnings.push(warning));
  for (const family of families)
    for (const style of styles) typesetter.measure("Word", { family, size: 10, ...style } as TextStyle);
  expect(warnings).toEqual([]);
  expect(faceFile("serif-700-italic")).toContain("Italic");
});
