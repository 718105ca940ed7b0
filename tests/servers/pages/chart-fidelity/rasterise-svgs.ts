import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { faceChain, faceFile } from "../../../../functions/core/report/fonts/font-faces.ts";
import { scale, type Raster } from "./compare-pixels.ts";
import { readRaster } from "./read-raster.ts";
import { shrinkRaster } from "./shrink-raster.ts";
import { styleOf } from "./read-svg-texts.ts";

const fonts = fileURLToPath(new URL("../../../../node_modules/@expo-google-fonts/", import.meta.url));

/** A sheet's side, CSS pixels; beyond some 16,000 device pixels Chromium paints nothing. */
const side = { width: 1800, height: 3600 };

interface Cell {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Rasterises SVGs with headless Chromium at 144 dpi, with the fonts that the PDFs embed. Many SVGs share a sheet, since
 * starting the browser takes longer than painting.
 *
 * @param folder for the sheets
 * @param finer factor by which they are painted finer and then reduced
 */
export async function rasteriseSvgs(svgs: readonly string[], folder: string, finer = 1): Promise<readonly Raster[]> {
  mkdirSync(folder, { recursive: true });
  const rasters: Raster[] = [];
  for (const [number, cells] of arrange(svgs, finer).entries()) {
    const sheet = shrinkRaster(await paintSheet(svgs, cells, join(folder, `sheet-${finer}-${number}`), finer), finer);
    for (const cell of cells) rasters[cell.index] = cut(sheet, cell);
  }
  return rasters;
}

/** Arranges cells in rows on sheets, the highest first. */
function arrange(svgs: readonly string[], finer: number): readonly (readonly Cell[])[] {
  const sizes = svgs.map((svg, index) => {
    const [, width = "1", height = "1"] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    return { index, width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) };
  });
  const sheets: Cell[][] = [[]];
  let [x, y, shelf] = [0, 0, 0];
  for (const size of sizes.toSorted((a, b) => b.height - a.height)) {
    if (x > 0 && x + size.width > side.width / finer) [x, y, shelf] = [0, y + shelf, 0];
    if (y > 0 && y + size.height > side.height / finer) {
      sheets.push([]);
      [x, y, shelf] = [0, 0, 0];
    }
    sheets.at(-1)!.push({ ...size, x, y });
    x += size.width + 8;
    shelf = Math.max(shelf, size.height + 8);
  }
  return sheets;
}

async function paintSheet(
  svgs: readonly string[],
  cells: readonly Cell[],
  path: string,
  finer: number,
): Promise<Raster> {
  const width = Math.max(...cells.map((cell) => cell.x + cell.width));
  const height = Math.max(...cells.map((cell) => cell.y + cell.height));
  const divs = cells.map(
    (cell) =>
      `<div style="left:${cell.x}px;top:${cell.y}px;width:${cell.width}px;height:${cell.height}px">${withOurFonts(svgs[cell.index]!, cell.index)}</div>`,
  );
  writeFileSync(
    `${path}.html`,
    `<!doctype html><meta charset="utf-8"><style>${fontFaces()}body{margin:0;background:#fff}div{position:absolute;overflow:hidden}svg{display:block}text{font-feature-settings:"tnum"}</style>${divs.join("\n")}`,
  );
  await promisify(execFile)(
    "chromium",
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars",
      "--allow-file-access-from-files",
      "--force-color-profile=srgb",
      "--disable-lcd-text",
      `--force-device-scale-factor=${scale * finer}`,
      `--window-size=${width},${height}`,
      "--virtual-time-budget=20000",
      `--user-data-dir=${path}.profile`,
      `--screenshot=${path}.png`,
      pathToFileURL(`${path}.html`).href,
    ],
    { timeout: 120_000 },
  );
  return readRaster(readFileSync(`${path}.png`));
}

function cut(sheet: Raster, cell: Cell): Raster {
  const [width, height] = [cell.width * scale, cell.height * scale];
  const rgb = new Uint8Array(width * height * 3);
  for (let j = 0; j < height; j++) {
    const from = ((cell.y * scale + j) * sheet.width + cell.x * scale) * 3;
    rgb.set(sheet.rgb.subarray(from, from + width * 3), j * width * 3);
  }
  return { width, height, rgb };
}

/** Writes font families as the PDF reads them, and makes identifiers unique, since many SVGs share a sheet. */
function withOurFonts(svg: string, index: number): string {
  const renamed = svg.replace(/<text[^>]*>/g, (tag) => {
    const attributes = Object.fromEntries(
      [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
        key,
        value.replaceAll("&quot;", "'"),
      ]),
    );
    const { family, weight, italic = false } = styleOf(attributes);
    const chain = faceChain(family, weight, italic)
      .map((key) => `'${key}'`)
      .join(", ");
    const bare = tag.replace(/ font-(?:family|weight|style)="[^"]*"/g, "");
    return bare.replace("<text", `<text font-family="${chain}"`);
  });
  return renamed.replace(/(id="|url\(#|href="#)((?:clip|gradient_|pattern_)[\w]*)/g, `$1s${index}_$2`);
}

function fontFaces(): string {
  const keys = new Set<string>();
  for (const family of ["serif", "sans", "mono"] as const) {
    for (const weight of [400, 600, 700] as const)
      for (const italic of [false, true]) for (const key of faceChain(family, weight, italic)) keys.add(key);
  }
  return [...keys]
    .map((key) => `@font-face{font-family:'${key}';src:url('${pathToFileURL(join(fonts, faceFile(key))).href}')}`)
    .join("");
}
