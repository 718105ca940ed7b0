import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { readCustomerMaster } from "../../../../../functions/core/report/rendition/master/customer-master.ts";
import { writePptx } from "../../../../../functions/core/report/rendition/pptx/write-pptx.ts";
import { pptxBlocks } from "../../../../../functions/proof/pptx/pptx-blocks.ts";
import { type OfficeFile, renderOfficeFile } from "../render-office-file.ts";

const reports = join(import.meta.dirname, "../../../../reports");
const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };
const masterPart = "ppt/slideMasters/slideMaster1.xml";
let made: OfficeFile;

beforeAll(async () => {
  made = await renderOfficeFile("pptx", join(reports, "blocks-en/template"));
});

/** A presentation of a house: slides of ours with the parts that are given instead. */
function house(changes: Readonly<Record<string, string | ((part: string) => string) | undefined>> = {}): Uint8Array {
  const files = unzipSync(made.file);
  for (const [path, change] of Object.entries(changes)) {
    if (change === undefined) delete files[path];
    else files[path] = strToU8(typeof change === "string" ? change : change(strFromU8(files[path]!)));
  }
  return zipSync(files);
}

/** The parts of the report's slides on a customer's master, once they say what the report says. */
function restyled(file: Uint8Array): Readonly<Record<string, string>> {
  const { laidOut } = made;
  const customer = readCustomerMaster(new Map([["theme.pptx", file]]));
  const written = writePptx(
    { ...laidOut, theme: laidOut.template.theme, measurer: laidOut.typesetter, pictures: new Map(), customer },
    facts,
  );
  expect(compareRendition(made.stated, pptxBlocks(written, laidOut.locale.number))).toEqual([]);
  return Object.fromEntries(Object.entries(unzipSync(written)).map(([path, body]) => [path, strFromU8(body)]));
}

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"></Relationship></Relationships>`;
const masterRelations = "ppt/slideMasters/_rels/slideMaster1.xml.rels";
const picture = `<p:pic><p:nvPicPr><p:cNvPr id="90" name="Logo"></p:cNvPr><p:cNvPicPr></p:cNvPicPr><p:nvPr></p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="rId90"></a:blip><a:stretch></a:stretch></p:blipFill><p:spPr></p:spPr></p:pic></p:spTree>`;

test("a master brings its layouts, theme, pictures and size, and nothing else of its file", () => {
  const files = restyled(
    house({
      "ppt/presentation.xml": (part) => part.replace(/<p:sldSz [^>]*>/, '<p:sldSz cx="9144000" cy="6858000">'),
      "ppt/theme/theme1.xml": (part) => part.replaceAll("Cambria", "House Serif"),
      "ppt/media/logo.png": "logo",
      [masterPart]: (part) =>
        part
          .replace("</p:spTree>", picture)
          .replace("</p:cSld>", "</p:cSld>")
          .replace("<p:txStyles>", "<p:timing></p:timing><p:txStyles>")
          .replace(
            "</p:sldMaster>",
            '<p:extLst><p:ext uri="{x}"><x r:id="rId91"></x></p:ext></p:extLst></p:sldMaster>',
          ),
      [masterRelations]: (part) =>
        part
          .replace("</Relationships>", relationship("rId90", "image", "../media/logo.png"))
          .replace("</Relationships>", relationship("rId91", "tags", "../tags/tag1.xml")),
    }),
  );
  expect(files["ppt/theme/theme1.xml"]).toContain("House Serif");
  expect(files["ppt/theme/theme2.xml"]).not.toContain("House Serif");
  expect(files["ppt/media/master1.png"]).toBe("logo");
  expect(files["ppt/presentation.xml"]).toContain('cx="9144000"');
  expect(files[masterPart]).not.toMatch(/timing|extLst/);
  expect(Object.keys(files).filter((path) => /tags|logo/.test(path))).toEqual([]);
  // Text still fits a slide of 4 to 3.
  for (const [path, body] of Object.entries(files))
    if (/^ppt\/slides\/slide\d+\.xml$/.test(path))
      for (const [, x, cx] of body.matchAll(/<a:off x="(-?\d+)" y="-?\d+">.*?<a:ext cx="(-?\d+)"/g))
        expect(Number(x) + Number(cx)).toBeLessThanOrEqual(9_144_000);
});

/** A master or layout with places for titles alone. */
function bare(part: string): string {
  return part.replaceAll(/<p:sp>(?:(?!<\/p:sp>).)*?<p:ph (?!type="(?:title|ctrTitle)")[^>]*>.*?<\/p:sp>/gs, "");
}

test("a master without places for text, footers and numbers has text of ours there", () => {
  const layouts = [1, 2, 3, 4].map((number) => `ppt/slideLayouts/slideLayout${number}.xml`);
  const files = restyled(house(Object.fromEntries([masterPart, ...layouts].map((path) => [path, bare]))));
  expect(files["ppt/slides/slide2.xml"]).not.toMatch(/<p:ph (?!type="title")/);
  expect(files["ppt/slides/slide2.xml"]).toContain('name="Footer"');
});

const layout = (number: number): string => `ppt/slideLayouts/slideLayout${number}.xml`;
const points = (length: number): number => length * 12_700;

/** A place of a layout, points. */
function placed(holder: string, y: number, height: number): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="80" name="Place"></p:cNvPr><p:cNvSpPr></p:cNvSpPr><p:nvPr><p:ph ${holder}></p:ph></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${points(48)}" y="${points(y)}"></a:off><a:ext cx="${points(864)}" cy="${points(height)}"></a:ext></a:xfrm></p:spPr></p:sp>`;
}

/** A layout with these places instead of its own. */
function withPlaces(...places: readonly string[]): (part: string) => string {
  return (part) => part.replaceAll(/<p:sp>.*?<\/p:sp>/gs, "").replace("</p:spTree>", `${places.join("")}</p:spTree>`);
}

function slidesOf(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, body]) => (/^ppt\/slides\/slide\d+\.xml$/.test(path) ? [body] : []));
}

test("text is in the place that it was measured for, and in none that is small", () => {
  const [title, line, content] = [
    placed('type="title"', 40, 68),
    placed('type="body" idx="13"', 110, 24),
    placed('idx="7"', 140, 350),
  ];
  const taken = slidesOf(restyled(house({ [layout(2)]: withPlaces(title, line, content) }))).join("");
  expect(taken).toContain('<p:ph idx="7">');
  expect(taken).not.toContain('idx="13"');
  const own = slidesOf(restyled(house({ [layout(2)]: withPlaces(title, line) }))).join("");
  expect(own).not.toContain('idx="13"');
});

test("titles and words at the foot fit the places of their own layouts, and a low title leaves room above", () => {
  const low = placed('type="title"', 440, 40);
  const footer = placed('type="ftr" sz="quarter" idx="11"', 505, 9);
  const slides = slidesOf(restyled(house({ [layout(2)]: withPlaces(low, footer), [layout(3)]: withPlaces(low) })));
  expect(slides.filter((each) => /<a:(?:off|ext) [^>]*"-/.test(each))).toEqual([]);
  expect(slides[1]).toMatch(/name="Footer".*?sz="700"/s);
});

type Box = readonly [x: number, y: number, width: number, height: number];

/** A place of a layout, points, with what is left free in it. */
function boxed(holder: string, [x, y, width, height]: Box, inset: number): string {
  const place = `<p:nvSpPr><p:cNvPr id="80" name="Place"></p:cNvPr><p:cNvSpPr></p:cNvSpPr><p:nvPr><p:ph ${holder}></p:ph></p:nvPr></p:nvSpPr>`;
  const xfrm = `<a:xfrm><a:off x="${points(x)}" y="${points(y)}"></a:off><a:ext cx="${points(width)}" cy="${points(height)}"></a:ext></a:xfrm>`;
  const [free, twice] = [points(inset), '<a:pPr><a:lnSpc><a:spcPct val="200000"></a:spcPct></a:lnSpc></a:pPr>'];
  const text = `<a:bodyPr lIns="${free}" tIns="${free}" rIns="${free}" bIns="${free}" numCol="2"></a:bodyPr><a:lstStyle></a:lstStyle><a:p>${twice}</a:p>`;
  return `<p:sp>${place}<p:spPr>${xfrm}</p:spPr><p:txBody>${text}</p:txBody></p:sp>`;
}

/** The boxes of the texts of a slide, by their own places or those of its layout. */
function textBoxes(slide: string, places: ReadonlyMap<string, Box>): (readonly [name: string, box: Box])[] {
  return [...slide.matchAll(/<p:sp>.*?<\/p:sp>/gs)].flatMap(([shape]) => {
    const name = /name="([^"]*)"/.exec(shape)![1]!;
    if (name === "Footer" || name === "Number") return [];
    const own = /<a:off x="(-?\d+)" y="(-?\d+)">.*?<a:ext cx="(-?\d+)" cy="(-?\d+)"/.exec(shape);
    const box =
      own === null ? places.get(/<p:ph ([^>]*)>/.exec(shape)![1]!) : own.slice(1).map((each) => Number(each) / 12_700);
    return [[name, box as Box]];
  });
}

function overlap([x, y, width, height]: Box, other: Box): boolean {
  const [left, top, wide, high] = other;
  const least = 1;
  return x + width > left + least && left + wide > x + least && y + height > top + least && top + high > y + least;
}

const titles: readonly Box[] = [
  [40, 30, 640, 80],
  [40, 0, 640, 60],
  [300, 20, 30, 8],
  [-900, 20, 640, 80],
  [40, 30, 100, 300],
  [40, 430, 640, 60],
  [-40, -20, 900, 90],
];
const bodies: readonly Box[] = [
  [40, 130, 640, 340],
  [40, 130, 60, 20],
  [2_000, 130, 640, 340],
  [40, 60, 640, 400],
];
const shapesOfSlides = [
  [720, 540],
  [960, 540],
  [720, 960],
] as const;
const odd = titles.flatMap((title) =>
  bodies.flatMap((body) =>
    shapesOfSlides.map((slide) => ({ title, body, slide, inset: { 30: 30, 430: 15 }[title[1]] ?? 0 })),
  ),
);

test.each(odd)(
  "text has its room on odd masters: title $title, body $body, slide $slide",
  ({ title, body, slide, inset }) => {
    const [width, height] = slide;
    const places = new Map<string, Box>([
      ['type="title"', title],
      ['idx="7"', body],
    ]);
    const inner = new Map(
      [...places].map(([holder, [x, y, wide, high]]): [string, Box] => [
        holder,
        [x + inset, y + inset, wide - 2 * inset, high - 2 * inset],
      ]),
    );
    const odder = withPlaces(...[...places].map(([holder, box]) => boxed(holder, box, inset)));
    const changes = Object.fromEntries([1, 2, 3, 4].map((number) => [layout(number), odder]));
    const sized = (part: string): string =>
      part.replace(/<p:sldSz [^>]*>/, `<p:sldSz cx="${points(width)}" cy="${points(height)}">`);
    for (const each of slidesOf(restyled(house({ ...changes, "ppt/presentation.xml": sized })))) {
      const boxes = textBoxes(each, inner);
      for (const [name, [x, y, wide, high]] of boxes)
        expect([name, x >= -1, y >= -1, x + wide <= width + 1, y + high <= height + 1]).toEqual([
          name,
          true,
          true,
          true,
          true,
        ]);
      const pairs = boxes.flatMap(([name, box], index) =>
        boxes
          .slice(index + 1)
          .flatMap(([other, beside]) =>
            overlap(box, beside) ? [`${name} ${box.join()} over ${other} ${beside.join()}`] : [],
          ),
      );
      expect(pairs).toEqual([]);
      // Nothing by which text is measured is the master's.
      const words = each.slice(0, /name="(?:Footer|Number)"/.exec(each)?.index).replaceAll(/<a:tbl>.*?<\/a:tbl>/gs, "");
      const paragraphs = [...words.matchAll(/<a:pPr[^>]*>.*?<\/a:pPr>/gs)].map(([all]) => all);
      expect(
        paragraphs.filter((all) => !/marL=.*indent=|indent=.*marL=/.test(all) || !/lnSpc.*spcBef.*spcAft/.test(all)),
      ).toEqual([]);
    }
  },
);

/** A ground of one colour. */
function ground(color: string): string {
  return `<p:bg><p:bgPr><a:solidFill><a:srgbClr val="${color}"></a:srgbClr></a:solidFill><a:effectLst></a:effectLst></p:bgPr></p:bg>`;
}

/** A layout whose light colours are the dark ones of its theme. */
function darkened(part: string): string {
  const colors = Object.entries({
    bg1: "dk1",
    tx1: "lt1",
    bg2: "dk2",
    tx2: "lt2",
    hlink: "hlink",
    folHlink: "folHlink",
  });
  const accents = [1, 2, 3, 4, 5, 6].map((each) => [`accent${each}`, `accent${each}`] as const);
  const names = [...colors, ...accents].map(([name, own]) => ` ${name}="${own}"`).join("");
  return part.replace(
    /<a:masterClrMapping.*?<\/p:clrMapOvr>/,
    `<a:overrideClrMapping${names}></a:overrideClrMapping></p:clrMapOvr>`,
  );
}

test("titles may stand on dark grounds, in the colours of their layouts", () => {
  const slides = slidesOf(restyled(house({ [layout(1)]: darkened, [layout(4)]: darkened })));
  expect(slides[0]).toContain('<a:overrideClrMapping bg1="dk1" tx1="lt1"');
  expect(slides[1]).toContain("<a:masterClrMapping>");
});

test("without a file there is none", () => {
  expect(readCustomerMaster(new Map([["report.md", strToU8("x")]]))).toBeUndefined();
});

test.each<readonly [string, () => Uint8Array, string]>([
  ["no ZIP file", () => strToU8("<!DOCTYPE html>"), "no ZIP file"],
  ["a ZIP file of something else", () => zipSync({ "a.txt": strToU8("x") }), "it has no ppt/presentation.xml"],
  [
    "no master",
    () => house({ "ppt/presentation.xml": (part) => part.replace(/<p:sldMasterId .*?>/, "") }),
    "is not XML",
  ],
  [
    "a master that is not there",
    () => house({ "ppt/presentation.xml": (part) => part.replace('r:id="rId1"', 'r:id="rId999"') }),
    "no master",
  ],
  ["a layout that is not there", () => house({ "ppt/slideLayouts/slideLayout2.xml": undefined }), "slideLayout2.xml"],
  [
    "a part at an address that is none",
    () =>
      house({
        [masterRelations]: (part) => part.replace("</Relationships>", relationship("rId90", "image", "http://[")),
      }),
    'refers to "http://["',
  ],
  ["a dark master", () => house({ [masterPart]: (part) => part.replace('bg1="lt1"', 'bg1="dk1"') }), "dark"],
  [
    "a dark ground",
    () =>
      house({
        [masterPart]: (part) =>
          part.replace(
            /<p:bg>.*<\/p:bg>/s,
            '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="102030"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>',
          ),
      }),
    "dark",
  ],
  [
    "a layout with a dark ground",
    () => house({ [layout(3)]: (part) => part.replace("<p:spTree>", `${ground("000000")}<p:spTree>`) }),
    "dark",
  ],
  ["a layout with the dark colours of its master", () => house({ [layout(2)]: darkened }), "dark"],
  [
    "parts that are small each, and too much together",
    () => {
      const many = "<a:t a='1' b='2' c='3' d='4'></a:t>".repeat(40_000);
      return house(
        Object.fromEntries(
          [1, 2, 3, 4].map((each) => [layout(each), (part) => part.replace("<p:spTree>", `${many}<p:spTree>`)]),
        ),
      );
    },
    "together with the parts before it",
  ],
  [
    "titles that do not stand upright",
    () =>
      house(
        Object.fromEntries(
          [1, 2, 3, 4].map((number) => [
            `ppt/slideLayouts/slideLayout${number}.xml`,
            (part: string) => part.replaceAll("<a:xfrm>", '<a:xfrm rot="600000">'),
          ]),
        ),
      ),
    "upright",
  ],
  ["titles that leave no room", () => house({ [layout(3)]: withPlaces(placed('type="title"', 100, 350)) }), "no room"],
  [
    "a size that no slide has",
    () => house({ "ppt/presentation.xml": (part) => part.replace(/cx="12192000"/, 'cx="-5"') }),
    "size",
  ],
  [
    "a document type",
    () => house({ [masterPart]: (part) => part.replace("<p:sldMaster", "<!DOCTYPE x><p:sldMaster") }),
    "document type",
  ],
  [
    "another kind of picture",
    () =>
      house({
        "ppt/media/logo.bin": "x",
        [masterPart]: (part) => part.replace("</p:spTree>", picture),
        [masterRelations]: (part) =>
          part.replace("</Relationships>", relationship("rId90", "image", "../media/logo.bin")),
      }),
    "kind that is not taken",
  ],
  [
    "a part that is none of a master's",
    () => house({ [masterPart]: (part) => part.replace("</p:spTree>", picture) }),
    "refers to something",
  ],
  [
    "a picture that is not there",
    () =>
      house({
        [masterPart]: (part) => part.replace("</p:spTree>", picture),
        [masterRelations]: (part) =>
          part.replace("</Relationships>", relationship("rId90", "image", "../../../logo.png")),
      }),
    "it has no",
  ],
  [
    "no layouts",
    () => house({ [masterPart]: (part) => part.replace(/<p:sldLayoutIdLst>.*<\/p:sldLayoutIdLst>/s, "") }),
    "no layouts",
  ],
  [
    "the strict format",
    () =>
      house({
        [masterPart]: (part) =>
          part.replace(
            "http://schemas.openxmlformats.org/presentationml/2006/main",
            "http://purl.oclc.org/ooxml/presentationml/main",
          ),
      }),
    "strict",
  ],
])("%s is refused with what is wrong, and where", (_, file, message) => {
  expect(() => readCustomerMaster(new Map([["theme.pptx", file()]]))).toThrow(
    expect.objectContaining({
      kind: "invalid-template",
      problems: [
        expect.objectContaining({
          code: "broken-office-file",
          where: { file: "theme.pptx" },
          message: expect.stringContaining(message) as string,
        }),
      ],
    }),
  );
});

test("a file with one byte changed is refused, or gives whole slides", () => {
  const file = house();
  let refused = 0;
  for (let at = 0; at < file.length; at += 211) {
    const mutant = file.slice();
    mutant[at] = mutant[at]! ^ (1 << (at % 8));
    try {
      readCustomerMaster(new Map([["theme.pptx", mutant]]));
    } catch (error) {
      expect(error).toMatchObject({ problems: [{ code: "broken-office-file" }] });
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(5);
});
