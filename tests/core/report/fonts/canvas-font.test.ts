import { describe, expect, it } from "vitest";
import { loadVega } from "../../../../functions/core/report/chart/load-vega.ts";
import { measureTextWith } from "../../../../functions/core/report/chart/scene/text-metrics.ts";
import { parseCanvasFont } from "../../../../functions/core/report/fonts/canvas-font.ts";
import type { TextStyle } from "../../../../functions/core/ports.ts";
import { testTypesetter } from "../chart/chart-fixtures.ts";

describe("parseCanvasFont", () => {
  it.each([
    ["10px sans-serif", "sans", 400, 10, undefined],
    ["bold 11px Inter", "sans", 700, 11, undefined],
    ['italic 600 9.5px "Source Serif 4"', "serif", 600, 9.5, true],
    ["500 8px Georgia, serif", "serif", 600, 8, undefined],
    ["300 8px 'Times New Roman'", "serif", 400, 8, undefined],
    ["900 8px IBM Plex Mono, monospace", "mono", 700, 8, undefined],
    ["normal small-caps normal 12px/1.5 DejaVu Sans Mono", "mono", 400, 12, undefined],
    ["7px Unheard Of", "sans", 400, 7, undefined],
    ["7px Unheard Of, serif", "serif", 400, 7, undefined],
  ] as const)("reads %s", (font, family, weight, size, italic) => {
    expect(parseCanvasFont(font)).toEqual({ family, weight, size, features: ["tnum"], ...(italic ? { italic } : {}) });
  });

  it("reads Vega's font strings as Vega measures them", async () => {
    const { vega } = await loadVega();
    const { font: shorthand } = vega as unknown as { font(item: object): string };
    let measured: TextStyle | undefined;
    const { width } = measureTextWith(
      vega,
      Object.assign(testTypesetter(), {
        words: (style: TextStyle) => ((measured = style), () => ({ width: 1, runs: [] })),
      }),
      (text) => text,
    );
    for (const font of [
      undefined,
      "Inter",
      "Source Serif 4, serif",
      "Courier New",
      "Song",
      "Unheard Of, monospace",
      "PT Sans",
    ]) {
      for (const fontWeight of [undefined, "normal", "bold", 300, 500, 600, 601, 900, "700"]) {
        for (const fontStyle of [undefined, "italic"]) {
          const item = { font, fontWeight, fontStyle, fontSize: 9 };
          width(item as never, "x");
          expect(parseCanvasFont(shorthand(item)), shorthand(item)).toEqual(measured);
        }
      }
    }
  });
});
