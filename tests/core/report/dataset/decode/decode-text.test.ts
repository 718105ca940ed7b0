import { expect, test } from "vitest";
import { decodeText, lineAt } from "../../../../../functions/core/report/dataset/decode/decode-text.ts";
import { catchProblems } from "../catch-problems.ts";
import { encodeText } from "../encode-text.ts";

const german = "Straße;Größe\nMüllerstraße;schön\nKönigsallee;übermäßig\n";
const bytes = (text: string, encoding = "windows-1252"): Uint8Array => encodeText(text, encoding)!;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
function decode(body: Uint8Array, encoding?: string) {
  const { text, mended: _mended, ...found } = decodeText(body, encoding === undefined ? {} : { encoding });
  return { text: new TextDecoder().decode(text), ...found };
}

test("UTF-8 stays the same bytes, without a warning", () => {
  const body = utf8(german);
  expect(decodeText(body, {}).text).toBe(body);
  expect(decodeText(body, { encoding: "utf-8" }).text).toBe(body);
  expect(decode(body)).toEqual({ text: german, warnings: [] });
  expect(decode(new Uint8Array())).toEqual({ text: "", warnings: [] });
});

test("an encoding that is named is used without a warning, whatever label it has", () => {
  expect(decode(bytes(german), "latin1")).toEqual({ text: german, encoding: "windows-1252", warnings: [] });
  expect(decode(bytes("単価,数量\n", "shift_jis"), "sjis")).toEqual({
    text: "単価,数量\n",
    encoding: "shift_jis",
    warnings: [],
  });
});

test("UTF-16 is recognised by its mark, and without one by its zeros", () => {
  for (const encoding of ["utf-16le", "utf-16be"]) {
    expect(decode(bytes(`\ufeff${german}`, encoding))).toEqual({ text: german, encoding, warnings: [] });
    expect(decode(bytes("name,value\nWien,12\n", encoding))).toEqual({
      text: "name,value\nWien,12\n",
      encoding,
      warnings: [],
    });
  }
});

test("an encoding that the text makes certain is used with a warning, and a word in which it shows", () => {
  expect(decode(bytes(german))).toEqual({
    text: german,
    encoding: "windows-1252",
    warnings: [
      {
        code: "dataset-warning",
        message: 'The text is not UTF-8; it was read as windows-1252, which gives "Straße"',
        seen: "windows-1252",
        hint: expect.stringContaining("`encoding`"),
      },
    ],
  });
  // Only lines with such letters are read for it, and only so many of them.
  expect(decode(bytes(`${"plain,1\n".repeat(20_000)}${german.repeat(3000)}`))).toMatchObject({
    encoding: "windows-1252",
    warnings: [{ message: expect.stringContaining('"Straße"') }],
  });
  expect(decode(bytes("a,b\n1,Müllerstraße"))).toMatchObject({ text: "a,b\n1,Müllerstraße" });
});

test("letters that were lost before are warned of, with their line", () => {
  for (const encoding of [undefined, "utf-8"])
    expect(decode(utf8("a\nb\nM\ufffdller\n"), encoding).warnings).toMatchObject([
      { message: expect.stringContaining("U+FFFD"), where: { line: 3 }, seen: "\ufffd" },
    ]);
});

test("bytes that are not in the named encoding are refused, of UTF-8 with their line", async () => {
  expect(await catchProblems("invalid-dataset", () => decode(bytes("a\nMüller\n"), "utf-8"))).toEqual([
    { code: "wrong-encoding", message: "The text is not in utf-8", where: { line: 2 }, seen: "utf-8" },
  ]);
  expect(await catchProblems("invalid-dataset", () => decode(Uint8Array.of(0x61, 0xff), "shift_jis"))).toEqual([
    { code: "wrong-encoding", message: "The text is not in shift_jis", seen: "shift_jis" },
  ]);
  expect(await catchProblems("invalid-dataset", () => decode(utf8("a"), "utf-9"))).toMatchObject([
    { code: "unsupported-encoding", seen: "utf-9" },
  ]);
});

test("UTF-32 is refused, and named", async () => {
  for (const mark of [
    [0xff, 0xfe, 0, 0],
    [0, 0, 0xfe, 0xff],
  ])
    expect(
      await catchProblems("invalid-dataset", () => decode(Uint8Array.from([...mark, 0, 0, 0, 0x61]))),
    ).toMatchObject([{ code: "unsupported-encoding", seen: "UTF-32" }]);
});

test("what may be in several encodings is refused with its line, its bytes and how each would read it", async () => {
  const [problem] = await catchProblems("invalid-dataset", () =>
    decode(Uint8Array.from([...utf8("a\nb "), 0xa4, 0x0a])),
  );
  expect(problem).toMatchObject({
    code: "unknown-encoding",
    where: { line: 2 },
    seen: "0xa4 0x0a",
    hint: expect.stringContaining("UTF-8"),
  });
  expect(
    (
      await catchProblems("invalid-dataset", () =>
        decode(Uint8Array.from([...utf8("Wien,Müller,Größe\nGraz,für\n"), 0xfc, 0x0a])),
      )
    )[0]?.message,
  ).toBe("Line 3 is not UTF-8 text, other lines are");
});

test("lines are counted at every form of line end", () => {
  const body = utf8("a\nb\r\nc\rd");
  expect([0, 2, 5, 7].map((at) => lineAt(body, at))).toEqual([1, 2, 3, 4]);
});
