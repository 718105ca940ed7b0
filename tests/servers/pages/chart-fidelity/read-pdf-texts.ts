import type { TextPlace } from "./read-svg-texts.ts";

interface Glyph {
  readonly unicode: string;
  /** Thousandths of the size. */
  readonly width: number;
}

/**
 * Reads the texts on the first page of a chart's PDF, one for each text object. It uses pdf.js's operators and not its
 * text content, which joins neighbouring labels into words and sentences.
 */
export async function readPdfTexts(pdf: Uint8Array): Promise<readonly TextPlace[]> {
  const { getDocument, OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const height = page.view[3]!;
  const { fnArray, argsArray } = await page.getOperatorList();
  await task.destroy();
  const places: TextPlace[] = [];
  let [size, spacing, text, advance] = [0, 0, "", 0];
  let matrix: readonly number[] = [1, 0, 0, 1, 0, 0];
  const end = (): void => {
    const [a = 1, b = 0, , , e = 0, f = 0] = matrix;
    const scale = Math.hypot(a, b);
    if (text.trim() !== "")
      places.push({ text, x: e, y: height - f, angle: Math.atan2(-b, a), width: advance * scale, size: size * scale });
    [text, advance] = ["", 0];
  };
  fnArray.forEach((operator, index) => {
    const values = argsArray[index] as readonly unknown[];
    if (operator === OPS.setFont) size = values[1] as number;
    else if (operator === OPS.setCharSpacing) spacing = values[0] as number;
    else if (operator === OPS.setTextMatrix) {
      const next = [
        ...(Array.isArray(values[0]) || ArrayBuffer.isView(values[0])
          ? (values[0] as ArrayLike<number> & Iterable<number>)
          : (values as readonly number[])),
      ];
      // A mark is moved on its base; the same line goes on.
      const ongoing = text !== "" && sameDirection(matrix, next);
      if (!ongoing) [matrix, text, advance] = [next, "", 0];
    } else if (operator === OPS.showText) {
      for (const glyph of values[0] as readonly (Glyph | number | null)[]) {
        if (typeof glyph === "number") advance -= (glyph * size) / 1000;
        else if (glyph !== null) {
          text += glyph.unicode;
          advance += (glyph.width * size) / 1000 + spacing;
        }
      }
    } else if (operator === OPS.endText) end();
  });
  return places;
}

function sameDirection(a: readonly number[], b: readonly number[]): boolean {
  return a.slice(0, 4).every((value, index) => value === b[index]);
}
