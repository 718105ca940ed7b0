import { describe, expect, it } from "vitest";
import { drawFormula, formulaSize } from "../../../../../functions/core/report/picture/formula/draw-formula.ts";
import { PictureFault } from "../../../../../functions/core/report/picture/picture-fault.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage } from "../../pdf/canvas-page.ts";

const draw = (tex: string, display = false) => drawFormula(tex, display, "#1a2b3c");

describe("a formula", () => {
  it("is as large as its letters, and stands on its baseline", () => {
    const x = draw("x");
    expect(x.width).toBeCloseTo(0.572 * formulaSize, 1);
    expect(x.depth).toBeLessThan(0.2);
    expect(draw("y").depth).toBeCloseTo(0.205 * formulaSize, 1);
    const fraction = draw("\\frac{a}{b}", true);
    expect(fraction.height).toBeGreaterThan(x.height * 3);
    expect(fraction.depth).toBeGreaterThan(5);
    expect(draw("\\sum_i x_i", true).height).toBeGreaterThan(draw("\\sum_i x_i").height);
  });

  it("is never broken into lines", () => {
    expect(draw("g = \\sqrt[n]{x_n / x_0} - 1").width).toBeGreaterThan(draw("g = \\sqrt[n]{x_n / x_0}").width);
  });

  it("is drawn as paths in the ink of the text", async () => {
    const { content } = await canvasPage(testTypesetter(), readFace, 100, 100, (context) =>
      draw("\\sqrt{2}").draw(context),
    );
    expect(content).toMatch(/0\.102 0\.169 0\.235 rg/);
    expect(content.match(/\nf/g)!.length).toBeGreaterThanOrEqual(2);
  });

  it("is MathML too", () => {
    expect(draw("x^2").mathml.replace(/\s+/g, "")).toBe(
      '<mathxmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>',
    );
  });

  it("has neither links nor ids nor styles of its own in MathML", () => {
    const { mathml } = draw('\\mmlToken{mi}[id="toc" class="k" style="color:red" mathvariant="bold"]{x}', true);
    expect(mathml).toContain('mathvariant="bold"');
    expect(mathml).not.toMatch(/\b(?:href|id|class|style)=/);
    // A link cannot be drawn at all, or is left out.
    const linked = (): string => draw('\\mmlToken{mi}[href="https://example.com/"]{x}').mathml;
    expect(linked()).not.toContain("example.com");
  });

  it.each([
    ["x \\foo", /Undefined control sequence \\foo/],
    ["\\frac{a", /Missing close brace/],
    ["\\def\\a{\\a\\a}\\a", /Undefined control sequence/],
    ["\\href{javascript:x}{y}", /Undefined control sequence/],
    ["\\require{html}", /Undefined control sequence/],
    ["x".repeat(5001), /too long/],
  ])("%s is a fault", (tex, message) => {
    const fault = (): unknown => {
      try {
        return draw(tex);
      } catch (error) {
        return error;
      }
    };
    expect(fault()).toBeInstanceOf(PictureFault);
    expect((fault() as PictureFault).message).toMatch(message);
  });
});
