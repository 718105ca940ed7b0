import { isUtf8 } from "node:buffer";
import { expect, test } from "vitest";
import { decodeText } from "../../../../../functions/core/report/dataset/decode/decode-text.ts";
import { ideographEncodings, letterEncodings } from "../../../../../functions/core/report/dataset/decode/languages.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { noteFigures } from "../../../../ci/note-figures.ts";
import { encodeText } from "../encode-text.ts";
import { seeded } from "../seeded.ts";
import { sampleWords } from "./sample-words.ts";

const encodings = [
  ...Object.keys(letterEncodings),
  ...Object.keys(ideographEncodings),
  "iso-2022-jp",
  "utf-16le",
  "utf-16be",
];
const filesOfEach = process.env["SOAK"] === undefined ? 6 : Number(process.env["SOAK_FILES"] ?? 2000);

/** A small table of a language's words: one row to forty, some beside English ones, some in capitals. */
function writeTable(words: readonly string[], random: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
  const rows = 1 + Math.floor(40 * random() ** 3);
  const delimiter = pick([",", ";", "\t"]);
  const capitals = random() < 0.1;
  const plain = ["total", "a", "name", "Wien", "x1"];
  const lines = Array.from({ length: rows }, (_, row) => {
    const text = random() < 0.25 ? pick(plain) : random() < 0.2 ? `${pick(words)} ${pick(words)}` : pick(words);
    return `${capitals ? text.toUpperCase() : text}${delimiter}${row * 7}`;
  });
  return [`${pick([...plain, ...words])}${delimiter}n`, ...lines, ""].join("\n");
}

const all = { refused: 0, suggested: 0 };

interface Count {
  read: number;
  refused: number;
  suggested: number;
  readonly wrong: string[];
}

function tryAll(words: readonly string[]): Count {
  const counts: Count = { read: 0, refused: 0, suggested: 0, wrong: [] };
  const letters = words.join("").replaceAll(/[^\p{L}\p{M}]/gu, "");
  for (const [index, encoding] of encodings.entries()) {
    // Nobody writes a language in an encoding that lacks some of its letters.
    if (encodeText(letters, encoding) === undefined) continue;
    const random = seeded(index + 1);
    for (let file = 0; file < filesOfEach; file++) {
      const text = writeTable(words, random);
      const body = encodeText(text, encoding);
      // Bytes that are UTF-8 as well are UTF-8: nothing could tell them apart.
      if (body === undefined || (isUtf8(body) && !body.includes(0) && !body.includes(0x1b))) continue;
      try {
        const found = decodeText(body, {});
        if (Buffer.from(found.text).toString() === text) counts.read++;
        else
          counts.wrong.push(
            `${encoding} read as ${found.encoding}: ${JSON.stringify(text.slice(0, 60))} became ${JSON.stringify(Buffer.from(found.text).toString().slice(0, 60))}`,
          );
      } catch (error) {
        if (!(error instanceof BroadsheetError)) throw error;
        counts.refused++;
        const [problem] = error.problems;
        const lines = text.split("\n");
        const seen = lines[(problem!.where?.line ?? 0) - 1]?.trim().slice(0, 80);
        if (Array.isArray(problem!.allowed) && problem!.allowed.some((guess: { text?: string }) => guess.text === seen))
          counts.suggested++;
      }
    }
  }
  return counts;
}

test.each(Object.entries(sampleWords))(
  "%s in each encoding that holds it is read as it was written, or refused",
  (language, words) => {
    const { read, refused, suggested, wrong } = tryAll(words);
    // The documentation gives the counts.
    noteFigures(JSON.stringify({ language, read, refused, suggested, wrong: wrong.length }));
    expect(wrong.slice(0, 5), `${wrong.length} of ${read + refused + wrong.length}`).toEqual([]);
    expect(read).toBeGreaterThan(0);
    all.refused += refused;
    all.suggested += suggested;
  },
);

test("most refusals name the encoding that was used, with the line as it was written", () => {
  expect(all.refused).toBeGreaterThan(100);
  expect(all.suggested / all.refused).toBeGreaterThan(0.7);
});
