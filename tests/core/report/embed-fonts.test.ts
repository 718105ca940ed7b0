import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import * as fontkit from "fontkit";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { subsetForWeb } from "../../../functions/adapters/subset-for-web.ts";
import { embedFonts } from "../../../functions/core/report/embed-fonts.ts";
import { typedTexts } from "../../../functions/core/report/rendition/html/typed-texts.ts";
import { elementsOf, readHtml } from "../../../functions/proof/html/read-html.ts";
import { faultsOfHtml } from "./rendition/faults-of-html.ts";
import { type Page, renderHtml } from "./rendition/render-html.ts";

/** Known tags by their numbers (W3C, WOFF File Format 2.0, 4.1), written anew: no table of ours is its own proof. */
const tags = [
  "cmap",
  "head",
  "hhea",
  "hmtx",
  "maxp",
  "name",
  "OS/2",
  "post",
  "cvt ",
  "fpgm",
  "glyf",
  "loca",
  "prep",
  "CFF ",
];

interface Unpacked {
  readonly tables: ReadonlyMap<string, Buffer>;
  /** Code points that it has. */
  readonly characters: readonly number[];
}

/** Unpacks a web font, and has fontkit read it as a plain one. */
function unpack(file: Buffer): Unpacked {
  expect(file.toString("latin1", 0, 4)).toBe("wOF2");
  expect(file.readUInt32BE(8)).toBe(file.length);
  const entries: { readonly tag: string; readonly length: number }[] = [];
  let at = 48;
  for (let count = file.readUInt16BE(12); count > 0; count--) {
    const flags = file[at++]!;
    const known = flags & 0x3f;
    let tag =
      tags[known] ?? ({ 17: "gasp", 26: "GDEF", 27: "GPOS", 28: "GSUB" } as Record<number, string>)[known] ?? "";
    if (known === 63) {
      tag = file.toString("latin1", at, at + 4);
      at += 4;
    }
    // Nothing is transformed: version 3 of outlines, 0 of all else.
    expect([tag, flags >> 6]).toEqual([tag, /glyf|loca/.test(tag) ? 3 : 0]);
    let length = 0;
    for (let more = true; more; at++) {
      length = length * 128 + (file[at]! & 0x7f);
      more = file[at]! >= 0x80;
    }
    entries.push({ tag, length });
  }
  const body = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  const tables = new Map<string, Buffer>();
  let from = 0;
  for (const { tag, length } of entries) tables.set(tag, body.subarray(from, (from += length)));
  expect(from).toBe(body.length);
  const font = fontkit.create(plainFile(file.readUInt32BE(4), tables));
  if (!("characterSet" in font)) throw new TypeError("it is a collection");
  // The last segment of a map ends there, and maps nothing.
  return { tables, characters: font.characterSet.filter((each) => each !== 0xffff) };
}

function plainFile(flavor: number, tables: ReadonlyMap<string, Buffer>): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.size);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(tables.size, 4);
  let offset = head.length;
  [...tables]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .forEach(([tag, body], index) => {
      head.write(tag, 12 + index * 16, "latin1");
      head.writeUInt32BE(offset, 20 + index * 16);
      head.writeUInt32BE(body.length, 24 + index * 16);
      offset += body.length;
    });
  return Buffer.concat([head, ...[...tables].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => body)]);
}

describe("a page in three scripts", () => {
  let page: Page;
  let faces: readonly { readonly rule: string; readonly font: Unpacked }[];
  beforeAll(async () => {
    page = await renderHtml(join(import.meta.dirname, "../../reports/right-to-left/template"), {}, subsetForWeb);
    faces = [...page.html.matchAll(/@font-face\{([^}]*?);src:url\(data:font\/woff2;base64,([^)]*)\)/g)].map(
      ([, rule, data]) => ({ rule: rule!, font: unpack(Buffer.from(data!, "base64")) }),
    );
  });

  test("brings along the characters that it shows, and no others", () => {
    const words = page.html.replace(/^.*<\/style>/s, "");
    // HarfBuzz keeps the parts of letters, too.
    const shown = new Set(Array.from(words + words.normalize("NFD"), (each) => each.codePointAt(0)));
    for (const digit of "0123456789. ") shown.add(digit.codePointAt(0));
    expect(faces.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        "font-family:'Report sans';font-style:normal;font-weight:400",
        "font-family:'Report hebrew';font-style:normal;font-weight:400",
        "font-family:'Report arabic';font-style:normal;font-weight:400",
      ]),
    );
    for (const { rule, font } of faces)
      expect([rule, font.characters.filter((each) => !shown.has(each))]).toEqual([rule, []]);
    const brought = new Set(faces.flatMap(({ font }) => font.characters));
    const letters = Array.from("שלוםעליכםالسلامعليكم25.1%").map((each) => each.codePointAt(0)!);
    expect(letters.filter((each) => !brought.has(each))).toEqual([]);
    // Letters of Arabic are joined by rules of the font.
    expect(faces.find(({ rule }) => rule.includes("arabic"))!.font.tables.has("GSUB")).toBe(true);
  });

  test("says what the PDF says, lets only its own fonts load, and names its options", () => {
    expect(faultsOfHtml(page.html, page.stated)).toEqual([]);
    const metas = [...elementsOf(readHtml(page.html))].filter(({ name }) => name === "meta");
    const content = (key: string, name: string): string =>
      metas.find(({ attributes }) => attributes[key] === name)?.attributes["content"] ?? "";
    expect(content("http-equiv", "Content-Security-Policy")).toContain("font-src data:;");
    expect(JSON.parse(content("name", "broadsheet-manifest"))).toMatchObject({
      form: "html",
      options: { fonts: "embed" },
    });
  });

  test("has the same bytes when it is made again", async () => {
    const template = join(import.meta.dirname, "../../reports/right-to-left/template");
    expect((await renderHtml(template, {}, subsetForWeb)).html).toBe(page.html);
  });
});

test("types of texts follow the rules of the sheet, the more exact and the later ones first", () => {
  const sheet =
    ":root{color:red}body{font:1rem/1.5 var(--body)}.a{font:600 1rem var(--sans)}p.a{font-style:italic}" +
    "ul>.b em{font-weight:400}@media print{p{font-weight:700}}svg{font-family:var(--sans)}.s{font-variant-caps:small-caps}";
  const texts = typedTexts(
    `<body>x<p class="a">y<strong>z</strong></p><ul><li class="b">1 &lt; 2<em>e</em></li></ul>` +
      `<svg><title>t</title><text font-weight="600">s</text></svg><span class="s">caps</span></body>`,
    sheet,
  ).map(({ type: { family, weight, italic }, texts: words }) => [family, weight, italic, [...words].join(" ")]);
  expect(texts).toEqual([
    ["--body", 400, false, "x 1 < 2 caps CAPS"],
    ["--body", 400, true, "e"],
    ["--sans", 600, false, "s"],
    ["--sans", 600, true, "y"],
    ["--sans", 700, true, "z"],
  ]);
  expect(() => typedTexts("", "p:hover{font-weight:700}")).toThrow("p:hover");
});

test.each([
  [4, true],
  [0, false],
  [8, false],
])("a template's own font with fsType %i is refused: %s", async (type, refused) => {
  const licence = Buffer.alloc(96);
  licence.writeUInt16BE(type, 8);
  const file = { path: "fonts/own.ttf", bytes: new Uint8Array(1), load: () => undefined, digest: () => "" };
  const subset = vi.fn(() => Promise.reject(new Error("reached")));
  const made = embedFonts(
    { body: "<body>x</body>", sheet: "body{font:1rem/1 var(--body)}" },
    { headline: "serif", body: "serif" },
    {
      language: "en",
      runs: () => [{ text: "x", face: "serif-400", width: 1 }],
      face: () => ({ file, tables: new Map([["OS/2", licence]]) }) as never,
    },
    subset,
  );
  if (refused)
    await expect(made).rejects.toMatchObject({
      kind: "invalid-template",
      problems: [{ code: "font-not-for-pages", where: { file: "fonts/own.ttf" }, seen: 4 }],
    });
  else await expect(made).rejects.toThrow("reached");
});
