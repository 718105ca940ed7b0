import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { outlineLogo } from "../../functions/core/report/outline-logo.ts";
import { loadTemplate } from "../../functions/core/report/template/load-template.ts";
import type { LogoShape } from "../../functions/core/report/template/template.ts";
import { readRaster } from "./chart-fidelity/read-raster.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";

/**
 * The letters of logos against Chromium, which shapes and places them with the same font files and shares no code with
 * us. Both drawings are painted by the same browser: the logo as it is written, and our outlines.
 */
const soak = process.env["SOAK"] !== undefined;
const packages = join(import.meta.dirname, "../../node_modules/@expo-google-fonts");
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

function pathOf({ segments, fill = "none", stroke, opacity = 1 }: LogoShape): string {
  return `<path d="${segments.map(([command, ...points]) => `${command}${points.join(" ")}`).join("")}" fill="${fill}" opacity="${opacity}" ${stroke === undefined ? "" : `stroke="${stroke.color}" stroke-width="${stroke.width}"`}/>`;
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
