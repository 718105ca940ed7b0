import bwipjs from "bwip-js";
import type { CanvasContext, Drawing } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import { matrixOutline } from "./matrix-outline.ts";
import { symbologies, type Symbology } from "./symbologies.ts";

export interface Barcode {
  /** A name in `symbologies`. */
  readonly symbology: string;
  readonly value: string;
  /** Level of error correction, one of the symbology's. */
  readonly level?: string;
  /** Whether the value is printed below, if there are bars. */
  readonly text: boolean;
}

/** Most characters: a QR Code holds 7,089 digits, but scanners have trouble with so many. */
const longest = 3000;

/**
 * The encoder's output: alternating widths of bars and gaps with the heights and feet of the bars, in inches, or the
 * modules of a matrix.
 */
type Encoded =
  | {
      readonly sbs: readonly number[];
      readonly bhs: readonly number[];
      readonly bbs: readonly number[];
      readonly txt?: readonly (readonly [string, number, number | null, string, number])[];
    }
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly width: number; readonly height: number };

/**
 * Draws a barcode as vectors, black on white with its quiet zone.
 *
 * @throws PictureFault if its symbology cannot hold the value
 */
export function drawBarcode(barcode: Barcode): Drawing {
  const { title, encoder, levels, quiet, module } = symbologies[barcode.symbology]!;
  if (barcode.value.length > longest)
    throw new PictureFault(`cannot be written as ${title}: it is too long`, {
      seen: `${barcode.value.length} characters`,
      allowed: `at most ${longest}`,
    });
  const encoded = encode(
    encoder,
    title,
    barcode.value,
    levels === undefined ? "" : `eclevel=${barcode.level ?? levels[0]}`,
  );
  const { width, height, draw } =
    "pixs" in encoded ? matrixOf(encoded, quiet[0]) : barsOf(encoded, symbologies[barcode.symbology]!, barcode.text);
  const [usual, least] = module;
  return {
    width: width * usual,
    height: height * usual,
    leastWidth: width * least,
    alt: "",
    draw(context) {
      context.save();
      context.scale(usual, usual);
      context.fillStyle = "#ffffff";
      context.fillRect(0, 0, width, height);
      context.fillStyle = "#000000";
      draw(context);
      context.restore();
    },
  };
}

function encode(encoder: string, title: string, value: string, options: string): Encoded {
  try {
    return bwipjs.raw(encoder, value, `includetext ${options}`)[0] as unknown as Encoded;
  } catch (error) {
    // The encoder throws texts and errors: `bwipp.ean13badCheckDigit#6915: Incorrect EAN-13 check digit provided`.
    const [, reason] = /^bwipp\.[^:]+: (.+)$/s.exec(error instanceof Error ? error.message : String(error)) ?? [];
    if (reason === undefined) throw error;
    throw new PictureFault(`cannot be written as ${title}: ${reason}`, { seen: value.slice(0, 100) });
  }
}

/** Sizes in modules. */
interface Symbol {
  readonly width: number;
  readonly height: number;
  readonly draw: (context: CanvasContext) => void;
}

function matrixOf({ pixs, pixx, width, height }: Extract<Encoded, { pixs: readonly number[] }>, quiet: number): Symbol {
  const rows = pixs.length / pixx;
  const step = (height / rows / width) * pixx;
  const outline = matrixOutline(pixs, pixx);
  return {
    width: pixx + 2 * quiet,
    height: rows * step + 2 * quiet,
    draw(context) {
      context.beginPath();
      for (const loop of outline) {
        loop.forEach(([x, y], index) =>
          index === 0 ? context.moveTo(quiet + x, quiet + y * step) : context.lineTo(quiet + x, quiet + y * step),
        );
        context.closePath();
      }
      context.fill();
    },
  };
}

/** Modules per inch in the encoder's units. */
const inch = 72;
/** Size of the text below the bars and the room for it, in modules. */
const words = { size: 10, room: 11 };

function barsOf(
  { sbs, bhs, bbs, txt = [] }: Extract<Encoded, { sbs: readonly number[] }>,
  { quiet, height: share = 1 }: Symbology,
  withText: boolean,
): Symbol {
  const [left, right] = quiet;
  const across = sbs.reduce((sum, width) => sum + width, 0);
  // Guard bars extend down beside the digits; without digits they end with the others.
  const foot = (index: number): number => (withText ? -(bbs[index] ?? 0) * inch : 0);
  const top = Math.max(...bhs.map((height, index) => (height + (bbs[index] ?? 0)) * inch * share));
  return {
    width: left + across + right,
    height: top + (withText ? words.room : 0),
    draw(context) {
      let x = left;
      sbs.forEach((width, index) => {
        if (index % 2 === 0) context.fillRect(x, 0, width, top + foot(index / 2));
        x += width;
      });
      if (!withText) return;
      context.font = `400 ${words.size}px sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      const baseline = top + words.size - 1.5;
      // Digits of an article number are below their bars, seven modules each.
      if (txt.length > 1) for (const [digit, at] of txt) context.fillText(digit, left + at + 3.25, baseline);
      else context.fillText(txt[0]?.[0] ?? "", left + across / 2, baseline);
    },
  };
}
