import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { PictureFault } from "../../../../../functions/core/report/picture/picture-fault.ts";
import { readSvg } from "../../../../../functions/core/report/picture/svg/read-svg.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage } from "../../pdf/canvas-page.ts";
import { png } from "../../../pictures.ts";

const svg = (inside: string, more = 'width="100" height="100"'): Uint8Array =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${more}>\n${inside}\n</svg>`,
  );

/** Draws on a page of 100 × 100 points and returns its operators, without the clip of the view. */
async function content(inside: string, more?: string): Promise<string> {
  const drawing = readSvg(svg(inside, more));
  return (await canvasPage(testTypesetter(), readFace, 100, 100, (context) => drawing.draw(context))).content;
}

function fault(inside: string | Uint8Array): { readonly message: string; readonly about?: PictureFault["about"] } {
  try {
    readSvg(typeof inside === "string" ? svg(inside) : inside);
  } catch (error) {
    if (error instanceof PictureFault) return error;
    throw error;
  }
  return { message: "none" };
}

/** Returns the calls that draw texts. */
function texts(inside: string): string[] {
  const calls: string[] = [];
  const state: Record<string, unknown> = {};
  const recorder = new Proxy(state, {
    get: (_target, name) => {
      if (name === "measureText") return (words: string) => ({ width: words.length * 10 });
      if (name === "fillText")
        return (words: string, x: number, y: number) =>
          calls.push(`${words}|${x}|${y}|${String(state["font"])}|${String(state["fillStyle"])}`);
      return () => undefined;
    },
  });
  readSvg(svg(inside)).draw(recorder as unknown as CanvasContext);
  return calls;
}

const sizeOf = (more: string) => {
  const { width, height } = readSvg(svg("", more));
  return [Math.round(width * 100) / 100, Math.round(height * 100) / 100];
};

describe("an SVG file", () => {
  it("has the size that it states, at 96 user units an inch", () => {
    expect(sizeOf('width="96" height="48"')).toEqual([72, 36]);
    expect(sizeOf('width="1in" height="20mm"')).toEqual([72, 56.69]);
    expect(sizeOf('viewBox="0 0 20 10"')).toEqual([15, 7.5]);
    expect(sizeOf('width="100%" height="100%" viewBox="0 0 20 10"')).toEqual([15, 7.5]);
    expect(sizeOf('width="40" viewBox="0 0 20 10"')).toEqual([30, 15]);
  });

  it("is drawn as paths in its colours, cut off at its edge", async () => {
    const page = await content('<rect x="20" y="40" width="40" height="20" fill="#f00"/>');
    expect(page).toMatch(/0 100 75 -75 re\nW n/);
    expect(page).toMatch(/1 0 0 rg[\s\S]*15 70 m\n45 70 l\n45 55 l\n15 55 l\nh\nf/);
  });

  it("fits its view box into its size", async () => {
    expect(await content('<rect width="10" height="10"/>', 'width="100" height="50" viewBox="0 0 10 10"')).toMatch(
      /18.75 100 m\n56.25 100 l\n56.25 62.5 l/,
    );
    expect(
      await content(
        '<rect width="10" height="10"/>',
        'width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="none"',
      ),
    ).toMatch(/0 100 m\n75 100 l\n75 62.5 l/);
    expect(
      await content(
        '<rect width="10" height="10"/>',
        'width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMinYMin slice"',
      ),
    ).toMatch(/0 100 m\n75 100 l\n75 25 l/);
  });

  it("takes styles from attributes, style sheets and style attributes, the last winning", async () => {
    const page = await content(
      '<style>/* a */ .a, .b {fill: #00f} rect {fill: #0f0; stroke: none} #c {fill: #ff0}</style><rect class="a" fill="#f00" width="1" height="1"/><rect width="2" height="2" fill="red"/><rect id="c" class="a" width="3" height="3"/><rect class="a" style="fill:#f0f" width="4" height="4"/>',
    );
    expect([...page.matchAll(/([\d. ]+) rg/g)].map(([, color]) => color)).toEqual(["0 0 1", "0 1 0", "1 1 0", "1 0 1"]);
  });

  it("repeats used elements, in the colour of the place", async () => {
    const page = await content(
      '<symbol id="s" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="currentColor"/></symbol><use href="#s" width="20" height="20" color="#0f0"/><use xlink:href="#s" x="40" y="0" width="20" height="20" color="#00f"/>',
    );
    expect(page).toMatch(/0 1 0 rg[\s\S]*0 0 1 rg/);
    expect(page).toMatch(/30 100 m/);
  });

  it("paints gradients in shares of a shape, and opacity", async () => {
    const page = await content(
      '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="50%" stop-color="blue" stop-opacity=".5"/></linearGradient><rect width="50" height="50" fill="url(#g)"/><rect x="60" width="10" height="10" opacity=".5" fill="red" fill-opacity=".5"/>',
    );
    expect(page).toMatch(/\/Pattern cs \/C\d+ scn/);
    expect(page.match(/ gs/g)!.length).toBeGreaterThan(1);
  });

  it("sets text in our fonts, at its places", () => {
    expect(
      texts(
        '<text x="10" y="20" font-size="12">\n  plain <tspan fill="#f00" font-weight="bold">red</tspan> end </text>',
      ),
    ).toEqual([
      "plain |10|20|400 12px sans-serif|rgb(0, 0, 0)",
      "red|70|20|bold 12px sans-serif|rgb(255, 0, 0)",
      " end|100|20|400 12px sans-serif|rgb(0, 0, 0)",
    ]);
    expect(
      texts('<text x="100" y="5" text-anchor="end">ab<tspan x="50" dy="10" text-anchor="middle">cd</tspan></text>').map(
        (call) => call.split("|").slice(0, 3),
      ),
    ).toEqual([
      ["ab", "80", "5"],
      ["cd", "40", "15"],
    ]);
    expect(
      texts('<text x="1" y="2"><tspan>a</tspan><tspan display="none">b</tspan></text>').map((call) =>
        call.split("|").slice(0, 3),
      ),
    ).toEqual([["a", "1", "2"]]);
  });

  it("keeps the white space of a text and its parts, where it says so", () => {
    const text =
      '<text xml:space="preserve" x="1" y="2"> a <tspan> b </tspan><tspan xml:space="default"> c </tspan></text>';
    expect(texts(text).map((call) => call.split("|")[0])).toEqual([" a ", " b ", " c"]);
  });

  it("shows embedded pixels, cut off by a clip path", async () => {
    const data = png({ width: 1, height: 1, depth: 8, type: 2 }, [[0, 1, 2, 3]]).toString("base64");
    expect(
      await content(
        `<clipPath id="c"><circle cx="50" cy="50" r="10"/></clipPath><image clip-path="url(#c)" width="20" height="20" href="data:image/png;base64,${data}"/>`,
      ),
    ).toMatch(/W n[\s\S]*W n[\s\S]*\/C1 Do/);
  });

  it("leaves out invisible elements", async () => {
    expect(
      await content(
        '<title>t</title><desc/><metadata/><defs><rect width="9" height="9"/></defs><g display="none"><rect width="9" height="9"/></g><rect visibility="hidden" width="9" height="9"/><rect fill="none" width="9" height="9"/><sodipodi:namedview xmlns:sodipodi="x"/>',
      ),
    ).not.toMatch(/\nf/);
  });
});

describe("an SVG file that cannot be drawn faithfully", () => {
  it.each([
    ["<script>alert(1)</script>", /a drawing cannot run/],
    ['<rect onclick="x()" width="1" height="1"/>', /has a script, onclick/],
    ["<foreignObject/>", /a drawing cannot run/],
    ['<image href="https://example.org/a.png" width="1" height="1"/>', /an image from elsewhere/],
    ['<image href="file:///etc/passwd" width="1" height="1"/>', /an image from elsewhere/],
    ['<use href="other.svg#a"/>', /not in the file/],
    ['<rect fill="url(https://example.org/#g)" width="1" height="1"/>', /cannot be read/],
    ['<rect fill="url(#g)" width="1" height="1"/>', /not in the file/],
    ['<pattern id="g"/><rect fill="url(#g)" width="1" height="1"/>', /<pattern>, which is not drawn/],
    ['<rect filter="url(#f)" width="1" height="1"/>', /filter="url\(#f\)", which is not drawn/],
    ['<g mask="url(#m)"/>', /mask=/],
    ['<rect style="mix-blend-mode:multiply" width="1" height="1"/>', /mix-blend-mode/],
    ['<animate attributeName="x"/>', /<animate>, which is not drawn/],
    ['<rect fill="reddish" width="1" height="1"/>', /fill="reddish", which cannot be read/],
    ['<path d="M0 0 L x"/>', /outline cannot be read/],
    ['<rect transform="turn(3)" width="1" height="1"/>', /transform="turn\(3\)"/],
    [
      '<clipPath id="c" transform="turn(3)"><rect width="5" height="5"/></clipPath><rect clip-path="url(#c)" width="9" height="9"/>',
      /a clipPath whose transform cannot be read/,
    ],
    ['<g opacity=".5"><rect width="5" height="5"/><rect width="3" height="3"/></g>', /opacity for a group/],
    ['<text x="1 2 3">abc</text>', /letters one by one/],
    ["<style>g > rect {fill: red}</style>", /a style that is not read: g > rect/],
    ["<style>@import url(x.css);</style>", /a style that is not read/],
    ['<g id="a"><use href="#a"/></g>', /nested too deep/],
    [
      '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)" width="1" height="1"/>',
      /in a circle/,
    ],
    ['<rect width="1e9" height="1e9"/>', /far outside any page/],
    ["<rect>", /is not XML/],
    ["&lol;", /is not XML/],
  ])("%s is reported with its line", (inside, message) => {
    const found = fault(inside);
    expect(found.message).toMatch(message);
    expect(found.about?.line).toBeGreaterThanOrEqual(2);
  });

  it("is reported with what was seen, and with a way out", () => {
    expect(fault("<g>\n<animate/></g>").about).toEqual({ line: 3, hint: "let the drawing program turn it into paths" });
    expect(
      fault('<clipPath id="c" transform="turn(3)"/><rect clip-path="url(#c)" width="9" height="9"/>').about,
    ).toEqual({ line: 2, seen: "turn(3)" });
  });

  it("is reported if entities would let it grow or read files", () => {
    const bomb =
      '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>&b;&x;</text></svg>';
    expect(fault(Buffer.from(bomb)).message).toMatch(/is not XML: undefined entity/);
  });

  it("is not read beyond its limits", () => {
    expect(fault("<g>".repeat(120) + "</g>".repeat(120)).message).toMatch(/inside each other/);
    expect(fault("<g/>".repeat(30_001)).message).toMatch(/too many elements/);
    const doubled = Array.from(
      { length: 18 },
      (_, index) => `<g id="u${index}">${`<use href="#u${index + 1}"/>`.repeat(2)}</g>`,
    ).join("");
    expect(fault(`${doubled}<rect id="u18" width="1" height="1"/>`).message).toMatch(/paints too much/);
    expect(fault(Buffer.alloc(4_000_001, 32)).message).toMatch(/too large/);
    expect(fault(Buffer.from([0x3c, 0xff, 0xfe, 0x3e])).message).toMatch(/not written in UTF-8/);
  });
});
