import { createContext, runInContext } from "node:vm";
import { sha256 } from "../../json/canonical-json.ts";
import { BroadsheetError } from "../../errors.ts";
import type { FontFile, FontSource, OwnFamily, OwnFonts, StandIn } from "../../ports.ts";
import { openFace } from "./face.ts";
import { cutsOf, faceFile } from "./font-faces.ts";
import { shapeText } from "./shape-text.ts";

/** For each missing cut, the nearest available one. */
const nearest: Readonly<Record<string, readonly (keyof OwnFamily)[]>> = {
  "400": ["regular"],
  "600": ["semibold", "bold", "regular"],
  "700": ["bold", "semibold", "regular"],
  "400-italic": ["italic", "regular"],
  "600-italic": ["semibold-italic", "bold-italic", "italic", "semibold", "bold", "regular"],
  "700-italic": ["bold-italic", "semibold-italic", "italic", "bold", "semibold", "regular"],
};

const sources = new WeakMap<OwnFonts, FontSource>();

/**
 * The shipped fonts with some replaced by a template's own: the same source for the same theme, as parsed fonts are
 * kept per source. Characters that a template's font lacks are drawn by the shipped ones, as usual.
 *
 * @param files files of the template
 * @param mostMs longest time in which text must be set in a font
 * @throws BroadsheetError `invalid-template` if text cannot be set in a font; `limit-exceeded` if not in time
 */
export function withOwnFonts(
  shipped: FontSource,
  own: OwnFonts | undefined,
  files: ReadonlyMap<string, Uint8Array>,
  mostMs = 10_000,
): FontSource {
  if (own === undefined) return shipped;
  const known = sources.get(own);
  if (known !== undefined) return known;
  const opened = new Map<string, FontFile>();
  const replaced = new Map<string, string>();
  const standIns = new Map<string, StandIn>();
  for (const [family, cuts] of Object.entries(own) as [keyof OwnFonts, OwnFamily][]) {
    for (const cut of cutsOf(family)) {
      const taken = takenFor(cuts, cut);
      const path = cuts[taken]!;
      const lacks = lackOf(cut, taken);
      if (lacks !== undefined) standIns.set(`${family}-${cut}`, { family, lacks, path });
      if (!opened.has(path)) opened.set(path, openOwn(path, files.get(path)!));
      replaced.set(faceFile(`${family}-${cut}`), path);
    }
  }
  const source: FontSource = { open: (file) => opened.get(replaced.get(file) ?? "") ?? shipped.open(file), standIns };
  for (const [family, cuts] of Object.entries(own) as [keyof OwnFonts, OwnFamily][])
    for (const cut of cutsOf(family)) tryFont(source, `${family}-${cut}`, cuts[takenFor(cuts, cut)]!, mostMs);
  sources.set(own, source);
  return source;
}

function takenFor(cuts: OwnFamily, cut: string): keyof OwnFamily {
  return (nearest[cut] ?? []).find((each) => cuts[each] !== undefined) ?? "regular";
}

/**
 * What is lost if a cut is drawn by another: its slant or its weight. Semibold and bold may stand for each other.
 *
 * @param cut `700-italic`
 */
function lackOf(cut: string, taken: keyof OwnFamily): StandIn["lacks"] | undefined {
  const [bold, italic] = [!cut.startsWith("400"), cut.endsWith("-italic")];
  if ((!bold || taken.includes("bold")) && (!italic || taken.endsWith("italic"))) return undefined;
  return bold && italic ? "bold italic" : bold ? "bold" : "italic";
}

function openOwn(path: string, bytes: Uint8Array): FontFile {
  let digest: string | undefined;
  return { bytes: Buffer.from(bytes), load: () => undefined, digest: () => (digest ??= sha256(bytes)), path };
}

/**
 * Sets everyday text in a font, so that its faults show here rather than in a report. Substitutions may call each
 * other, and those of a damaged font without end: only a limit of time can tell.
 */
function tryFont(source: FontSource, key: string, path: string, mostMs: number): void {
  try {
    within(mostMs, () => setEverydayText(source, key));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      throw new BroadsheetError("limit-exceeded", {
        code: "font-too-slow",
        message: `${path}: the font could not be read within ${mostMs / 1000} s`,
        where: { file: path },
        hint: "its substitutions may refer to each other without end: export it again, or choose another font",
      });
    throw new BroadsheetError(
      "invalid-template",
      {
        code: "invalid-font",
        message: `${path}: text cannot be set in the font (${(cause as Error).message})`,
        where: { file: path },
        hint: "export it again",
      },
      { cause },
    );
  }
}

/** Runs synchronous work, and stops it after a time. */
function within(ms: number, work: () => void): void {
  runInContext("work()", createContext({ work }), { timeout: ms });
}

/**
 * Every character of everyday text, in pairs, for substitutions and kerning. @throws whatever a faulty font brings
 * about
 */
function setEverydayText(source: FontSource, key: string): void {
  const face = openFace(source, key);
  const characters = Array.from({ length: 0x24f }, (_, index) => index + 0x20).filter(
    (code) => face.glyphOf(code) !== 0,
  );
  shapeText(face, String.fromCodePoint(...characters), { features: ["tnum"] });
  shapeText(
    face,
    characters
      .flatMap((code) => [code, code + 1])
      .filter((code) => face.glyphOf(code) !== 0)
      .map((code) => String.fromCodePoint(code))
      .join(""),
  );
  // fontkit draws text that becomes shapes.
  for (const code of characters) {
    if (!face.font.getGlyph(face.glyphOf(code)).path.commands.every(({ args }) => args.every(Number.isFinite)))
      throw new RangeError("an outline has no place");
  }
  const { ascent, descent } = face.metrics;
  if (!(ascent > 0 && ascent < 4 && descent > -1 && descent < 4)) throw new RangeError("its lines have no height");
}
