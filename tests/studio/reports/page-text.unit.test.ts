import fc from "fast-check";
import { expect, test } from "vitest";
import { findIn, joinPieces, piecesOf } from "../../../studio/src/pages/page-text.ts";

const letters = fc.string({
  unit: fc.constantFrom("a", "B", "é", "数", ".", "(", "*", "\\", "7"),
  minLength: 1,
  maxLength: 6,
});

const bare = (part: string): string => part.replaceAll(/-?\n/g, "").toLowerCase();

test("a text is found wherever it stands, broken over lines or pieces as it may be, and its pieces give it back", () => {
  fc.assert(
    fc.property(
      letters,
      fc.array(letters, { maxLength: 3 }),
      fc.array(letters, { maxLength: 3 }),
      fc.infiniteStream(fc.constantFrom("", "", "piece", "line", "hyphen")),
      (wanted, before, after, breaks) => {
        const pieces: { str: string; hasEOL: boolean }[] = [];
        let present = "";
        for (const letter of [...before, wanted, ...after].join("")) {
          present += letter;
          const end = breaks.next().value as string;
          if (end === "") continue;
          pieces.push({ str: end === "hyphen" ? `${present}-` : present, hasEOL: end !== "piece" });
          present = "";
        }
        pieces.push({ str: present, hasEOL: false });
        const text = joinPieces(pieces);
        const whole = [...before, wanted, ...after].join("");
        const spans = findIn(text, wanted);
        expect(spans.length).toBeGreaterThan(0);
        for (const { from, to } of spans) expect(bare(text.text.slice(from, to))).toBe(wanted.toLowerCase());
        expect(
          spans[0]!.from === 0 || whole.toLowerCase().indexOf(wanted.toLowerCase()) > 0 || before.join("") !== "",
        ).toBe(true);
        for (const span of spans) {
          const parts = piecesOf(text, span).map(({ piece, from, to }) =>
            `${pieces[piece]!.str}${pieces[piece]!.hasEOL ? "\n" : ""}`.slice(from, to),
          );
          expect(parts.join("")).toBe(text.text.slice(span.from, span.to));
        }
      },
    ),
    { seed: 29, numRuns: 300 },
  );
});

test.each([
  ["Net income", "the net\nincome of", 1],
  ["net  income", "NET INCOME, net income", 2],
  ["", "text", 0],
  ["   ", "text", 0],
  ["a+b", "a+b aab", 1],
  ["数据", "统计数\n据表", 1],
  ["income", "in come", 0],
])("%j in %j: %i", (wanted, text, count) => {
  expect(findIn({ text }, wanted)).toHaveLength(count);
});
