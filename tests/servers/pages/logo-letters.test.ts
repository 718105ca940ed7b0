import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFontFiles } from "../../../functions/adapters/font-files.ts";
import { openPageImages } from "../../../functions/adapters/pages/page-images.ts";
import { outlineLogo } from "../../../functions/core/report/outline-logo.ts";
import { loadTemplate } from "../../../functions/core/report/template/load-template.ts";
import type { LogoShape } from "../../../functions/core/report/template/theme.ts";
import { renderOnce } from "../../../functions/local/render-once.ts";
import { readRaster } from "./chart-fidelity/read-raster.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";

/**
 * The letters of logos against Chromium, which shapes and places them with the same font files and shares no code with
 * us. Both drawings are painted by the same browser: the logo as it is written, and our outlines.
 */
const soak = process.env["SOAK"] !== undefined;
const packages = join(import.meta.dirname, "../../../node_modules/@expo-google-fonts");
const own = readFileSync(join(packages, "noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf"));

/** Family → folder, name of the files, whether it has italics. */
const families = [
  ["Inter", "inter", "Inter", true],
  ["Source Serif 4", "source-serif-4", "SourceSerif4", true],
  ["IBM Plex Mono", "ibm-plex-mono", "IBMPlexMono", true],
  ["Noto Sans SC", "noto-sans-sc", "NotoSansSC", false],
  ["Noto Sans JP", "noto-sans-jp", "NotoSansJP", false],
  ["IBM Plex Sans Arabic", "ibm-plex-sans-arabic", "IBMPlexSansArabic", false],
  ["Noto Sans Hebrew", "noto-sans-hebrew", "NotoSansHebrew", false],
  ["Noto Sans Thai", "noto-sans-thai", "NotoSansThai", false],
  ["Noto Sans Devanagari", "noto-sans-devanagari", "NotoSansDevanagari", false],
] as const;
const cuts = [
  [400, "400Regular"],
  [600, "600SemiBold"],
  [700, "700Bold"],
] as const;

const size = { width: 300, height: 80 };
const logoOf = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 5 300 80" width="300" height="80">${inside}</svg>`;

const written: readonly string[] = [
  '<text x="20" y="60" font-family="Inter" font-size="40">AVATAR Tofu</text>',
  '<text x="20" y="60" font-family="\'Source Serif 4\'" font-size="40" font-weight="600" font-style="italic">efficient</text>',
  '<text x="160" y="60" font-family="\'IBM Plex Mono\', monospace" font-size="30" text-anchor="middle" font-weight="bold">mono 42</text>',
  '<text x="300" y="60" font-family="Inter" font-size="30" text-anchor="end" letter-spacing="3">Office</text>',
  '<g font-family="Inter" fill="#0a5" font-size="24"><text x="20" y="40">one <tspan fill="red" font-weight="700" dy="12" dx="4">two</tspan> three<tspan x="30" y="80">four</tspan></text></g>',
  '<text transform="translate(40 70) rotate(-12) skewX(10)" font-family="\'Source Serif 4\'" font-size="32">Turned</text>',
  '<text xml:space="preserve" x="20" y="50" font-family="Inter" font-size="20">a   b <tspan>  c</tspan>  d</text>',
  '<text x="290" y="50" text-anchor="end" xml:space="preserve" font-family="Inter" font-size="20">end   </text>',
  '<text x="20" y="50" font-family="Inter" font-size="20">\n  much\n   <tspan> white </tspan>  space\n</text>',
  '<text x="10%" y="60%" font-family="Inter" font-size="20"><tspan font-size="2em">Big</tspan> <tspan font-size="50%">small</tspan></text>',
  '<text x="20" y="60" font-family="Inter" font-size="44" fill="none" stroke="#00f" stroke-width="2">Line</text>',
  '<text x="20" y="60" font-family="Inter" font-size="44" fill="#f00" fill-opacity=".4">Faint &amp; &#x201c;é&#x201d;</text>',
  '<rect x="20" y="20" width="90" height="50" fill="#fc0"/><text x="30" y="60" font-family="Inter" font-size="40">Over</text><rect x="60" y="20" width="10" height="50" fill="#08f"/>',
  '<text x="290" y="60" text-anchor="end" font-family="IBM Plex Sans Arabic" font-size="34">مرحبا بالعالم</text>',
  '<text x="20" y="60" font-family="Noto Sans Hebrew" font-size="34">שלום עולם</text>',
  '<text x="20" y="60" font-family="Noto Sans Devanagari" font-size="34" font-weight="700">हिन्दी क्षेत्र</text>',
  '<text x="20" y="60" font-family="Noto Sans Thai" font-size="34">ที่นี่น้ำ</text>',
  '<text x="20" y="60" font-family="Noto Sans SC" font-size="34" letter-spacing=".1em">直骨令 中国</text>',
  '<text x="20" y="60" font-family="Noto Sans JP" font-size="34">直骨令 日本</text>',
  '<text x="20" y="60" font-family="sans-serif" font-size="34" data-own="1">Own 直骨令</text>',
];

/** Random logos of everything that is drawn, for what nobody thought of. */
function randomLogos(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const number = (least: number, most: number): number => Math.round((least + random() * (most - least)) * 10) / 10;
  const latin = ["Wave", "Ty", "fjord", "LTD.", "Café", "x", "Ελλάς", "Юг", "2026", "A&amp;B"];
  return Array.from({ length: count }, () => {
    const style = (): string =>
      [
        `font-family="'${pick(families.slice(0, 3))[0]}'" font-weight="${pick([400, 600, "bold"])}"`,
        random() < 0.3 ? ' font-style="italic"' : "",
        random() < 0.3 ? ` letter-spacing="${number(-1, 4)}"` : "",
        ` fill="${pick(["#000", "#b00", "#06c"])}"`,
      ].join("");
    const span = (): string =>
      `<tspan ${style()} dx="${number(-3, 9)}" dy="${number(-6, 6)}">${pick(latin)}${pick(["", " "])}</tspan>`;
    const turn = random() < 0.4 ? ` transform="rotate(${number(-15, 15)} 150 40) scale(${number(0.8, 1.2)} 1)"` : "";
    const place = `x="${number(60, 200)}" y="${number(35, 65)}" text-anchor="${pick(["start", "middle", "end"])}"`;
    return `<text ${place}${turn} font-size="${number(14, 40)}" ${style()}>${pick(latin)} ${random() < 0.5 ? span() : ""}${random() < 0.3 ? ` ${pick(latin)}` : ""}</text>`;
  });
}

const attributesOf = (given: Readonly<Record<string, string | number>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");

function pathOf({ segments, fill = "none", stroke, opacity = 1 }: LogoShape): string {
  const data = segments.map(([command, ...points]) => `${command}${points.join(" ")}`).join("");
  if (stroke === undefined) return `<path${attributesOf({ d: data, fill, opacity })}/>`;
  const { color, width, cap, join: corner, miter, dashes, dashOffset } = stroke;
  return `<path${attributesOf({
    d: data,
    fill,
    opacity,
    stroke: color,
    "stroke-width": width,
    "stroke-linecap": cap,
    "stroke-linejoin": corner,
    "stroke-miterlimit": miter,
    "stroke-dasharray": dashes.length === 0 ? "none" : dashes.join(" "),
    "stroke-dashoffset": dashOffset,
  })}/>`;
}

/** Our shapes as an SVG of paths. */
function pathsOf(svg: string): string {
  const isOwn = svg.includes("data-own");
  const files = new Map<string, Uint8Array>(
    Object.entries({
      "template.yaml": `title: T\ndate: "2024-06-30"\ntheme: { logo: a.svg${isOwn ? ", fonts: { sans: own.ttf }" : ""} }\n`,
      "report.md": "# T\n",
      "a.svg": svg,
    }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  if (isOwn) files.set("own.ttf", own);
  const warnings: unknown[] = [];
  const { logo } = outlineLogo(loadTemplate("t", "0".repeat(64), files), createFontFiles(), (warning) =>
    warnings.push(warning),
  ).theme;
  expect(warnings).toEqual([]);
  if (logo === undefined || !("shapes" in logo)) throw new TypeError("no logo");
  expect(logo.texts).toBeUndefined();
  return `<svg viewBox="0 0 ${logo.width} ${logo.height}" width="300" height="80">${logo.shapes.map(pathOf).join("")}</svg>`;
}

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-logos-"));
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--font-render-hinting=none", "--allow-file-access-from-files", "--disable-lcd-text"],
  });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function faceRule(family: string, file: string, weight: number, slant: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weight};font-style:${slant};src:url('${pathToFileURL(join(packages, file)).href}')}`;
}

function fontFaces(): string {
  const each = families.flatMap(([family, inside, name, italics]) =>
    cuts.flatMap(([weight, cut]) => [
      faceRule(family, `${inside}/${cut}/${name}_${cut}.ttf`, weight, "normal"),
      ...(italics ? [faceRule(family, `${inside}/${cut}_Italic/${name}_${cut}_Italic.ttf`, weight, "italic")] : []),
    ]),
  );
  return each.join("");
}

/** Pixels to a CSS pixel. */
const finer = 3;
/** Pixels of a cell, rows from the top. */
async function paint(cells: readonly string[]): Promise<Buffer[]> {
  const file = join(folder, "sheet.html");
  // Contextual alternates are off in reports: they turn `10x20` into other characters.
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><style>${fontFaces()}body{margin:0;background:#fff}svg{display:block;overflow:hidden}text{font-feature-settings:"calt" 0}</style>${cells.join("\n")}`,
  );
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height * cells.length },
    deviceScaleFactor: finer,
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.evaluate("document.fonts.ready");
  const { rgb, width } = readRaster(await page.screenshot({ fullPage: true }));
  await context.close();
  const bytes = size.height * finer * width * 3;
  return cells.map((_, index) => Buffer.from(rgb.subarray(index * bytes, (index + 1) * bytes)));
}

/** The share of the inked pixels of either that differ clearly. */
function difference(one: Buffer, other: Buffer): { readonly share: number; readonly ink: number } {
  let [ink, different] = [0, 0];
  for (let at = 0; at < one.length; at += 3) {
    const inked = [0, 1, 2].some((part) => one[at + part]! < 200 || other[at + part]! < 200);
    if (inked) ink++;
    if ([0, 1, 2].some((part) => Math.abs(one[at + part]! - other[at + part]!) > 128)) different++;
  }
  return { share: different / ink, ink };
}

test("the letters of a logo stand where a browser sets them, with the same shapes", async () => {
  const logos = [...written, ...randomLogos(soak ? 300 : 25, 30)].map(logoOf);
  const found: { readonly svg: string; readonly share: number }[] = [];
  for (let at = 0; at < logos.length; at += 40) {
    const some = logos.slice(at, at + 40);
    const reference = some.map((svg) => svg.replace('font-family="sans-serif"', "font-family=\"'Noto Sans JP'\""));
    const [theirs, ours] = [await paint(reference), await paint(some.map(pathsOf))];
    for (const [index, svg] of some.entries()) {
      const { share, ink } = difference(theirs[index]!, ours[index]!);
      expect(ink, svg).toBeGreaterThan(200);
      found.push({ svg, share });
    }
  }
  expect(found.filter(({ share }) => share > 0.03)).toEqual([]);
});

/** Lines whose ends, corners and dashes are seen, one of each kind that SVG has. */
const writtenLines: readonly string[] = [
  '<path d="M30 70L60 20L90 70" fill="none" stroke="#000" stroke-width="14"/>',
  '<path d="M30 70L45 20L60 70M120 70L160 30L200 70" fill="none" stroke="#000" stroke-width="10" stroke-miterlimit="2"/>',
  '<path d="M30 70L40 20L50 70" fill="none" stroke="#000" stroke-width="6" stroke-miterlimit="20"/>',
  '<path d="M40 25h100M40 45h100M40 65h0" stroke="#06c" stroke-width="12" stroke-linecap="round"/>',
  '<path d="M40 25h100M40 60h100" stroke="#06c" stroke-width="12" stroke-linecap="square"/>',
  '<rect x="40" y="20" width="90" height="50" fill="#fc0" stroke="#000" stroke-width="10" stroke-linejoin="round"/>',
  '<polygon points="60,20 120,70 180,25" fill="none" stroke="#b00" stroke-width="12" stroke-linejoin="bevel"/>',
  '<circle cx="100" cy="45" r="28" fill="none" stroke="#000" stroke-width="8" stroke-dasharray="10 6"/>',
  '<line x1="30" y1="45" x2="280" y2="45" stroke="#000" stroke-width="10" stroke-dasharray="20 8 3" stroke-dashoffset="-7"/>',
  '<path d="M40 45h220" stroke="#000" stroke-width="12" stroke-dasharray="0 20" stroke-linecap="round" stroke-dashoffset="5"/>',
  '<g stroke-linecap="round" stroke-dasharray="12,9"><path d="M40 30h200" stroke="#000" stroke-width="8"/><path d="M40 60h200" stroke="#000" stroke-width="8" stroke-dasharray="none"/></g>',
  '<path transform="translate(150 45) scale(3 .8)" d="M-30 -20L0 20L30 -20" fill="none" stroke="#000" stroke-width="8" stroke-linejoin="round"/>',
  '<circle transform="translate(150 45) skewX(40) scale(1 .6)" r="30" fill="#fc0" stroke="#06c" stroke-width="10"/>',
  '<path transform="matrix(2 .5 -1 .7 120 30)" d="M0 0h60v20" fill="none" stroke="#000" stroke-width="6" stroke-dasharray="9 4" stroke-linecap="square"/>',
  '<text x="20" y="65" font-family="Inter" font-size="52" font-weight="700" fill="none" stroke="#00f" stroke-width="5" stroke-linejoin="round">MAKE</text>',
];

/** Random lines of everything that is drawn. */
function randomLines(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const number = (least: number, most: number): number => Math.round((least + random() * (most - least)) * 10) / 10;
  const place = (): string => `${number(60, 240)} ${number(20, 70)}`;
  const shape = (): readonly [name: string, data: string] =>
    pick([
      ["path", `d="M${place()}L${place()}L${place()}${pick(["", "z"])}"`],
      ["path", `d="M${place()}C${place()} ${place()} ${place()}"`],
      ["polyline", `points="${place()} ${place()} ${place()} ${place()}"`],
      ["rect", `x="${number(60, 150)}" y="${number(20, 40)}" width="${number(20, 80)}" height="${number(10, 30)}"`],
      ["ellipse", `cx="${number(120, 180)}" cy="${number(40, 50)}" rx="${number(10, 60)}" ry="${number(8, 20)}"`],
    ] as const);
  return Array.from({ length: count }, () => {
    const [name, data] = shape();
    const line = [
      ` stroke-width="${number(3, 12)}"`,
      ` stroke-linecap="${pick(["butt", "round", "square"])}"`,
      ` stroke-linejoin="${pick(["miter", "round", "bevel"])}"`,
      random() < 0.4 ? ` stroke-miterlimit="${number(1, 12)}"` : "",
      random() < 0.5
        ? ` stroke-dasharray="${Array.from({ length: 1 + Math.floor(random() * 4) }, () => number(1, 22)).join(pick([" ", ","]))}" stroke-dashoffset="${number(-30, 30)}"`
        : "",
    ].join("");
    const step = pick([
      "",
      `rotate(${number(-40, 40)} 150 45)`,
      `translate(150 45) scale(${number(0.6, 1.6)} ${number(0.4, 1.2)}) translate(-150 -45)`,
      `translate(150 45) skewX(${number(-35, 35)}) scale(-1 1) translate(-150 -45)`,
    ]);
    const turn = step === "" ? "" : ` transform="${step}"`;
    return `<${name} ${data}${turn} fill="${pick(["none", "#fd8"])}" stroke="${pick(["#000", "#06c"])}"${line}/>`;
  });
}

/** Our logo as it is printed: the pixels of its place in the PDF, as many as those of a browser's cell. */
async function printed(svg: string): Promise<Buffer> {
  const margins = { top: 60, right: 20, bottom: 20, left: 20 };
  const files = new Map(
    Object.entries({
      "template.yaml": `title: T\ndate: "2024-06-30"\npage: { size: [300, 200], margins: ${JSON.stringify(margins)} }\ntheme: { logo: a.svg }\n`,
      "report.md": "# T\n",
      "a.svg": svg,
    }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  const { report } = await renderOnce({ name: "t", files, parameters: {}, datasets: {} });
  const images = await openPageImages(report.pdf);
  // A logo of 80 units is 24 points high, and stands 16 above the text.
  const scale = (size.height * finer) / 24;
  const { width, pixels } = await images.draw(1, scale);
  images.close();
  const [columns, rows] = [size.width * finer, size.height * finer];
  const [left, top] = [(300 - margins.right) * scale - columns, (margins.top - 16 - 24) * scale];
  const bytes = Buffer.alloc(columns * rows * 3);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = ((top + row) * width + left + column) * 4;
      bytes.set(pixels.subarray(from, from + 3), (row * columns + column) * 3);
    }
  return bytes;
}

test("the lines of a logo are printed as a browser draws them: ends, corners, dashes and stretched pens", async () => {
  const logos = [...writtenLines, ...randomLines(soak ? 300 : 12, 15)].map(logoOf);
  const found: { readonly svg: string; readonly share: number }[] = [];
  for (let at = 0; at < logos.length; at += 40) {
    const some = logos.slice(at, at + 40);
    const theirs = await paint(some);
    for (const [index, svg] of some.entries()) {
      const { share, ink } = difference(theirs[index]!, await printed(svg));
      expect(ink, svg).toBeGreaterThan(200);
      found.push({ svg, share });
    }
  }
  expect(found.filter(({ share }) => share > 0.03)).toEqual([]);
});
