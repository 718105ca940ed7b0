import { describe, expect, it } from "vitest";
import type { CanvasContext } from "../../../../../functions/core/drawing.ts";
import { orderVisually } from "../../../../../functions/core/report/fonts/canvas-bidi.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage, pageTexts, type CanvasPage } from "../canvas-page.ts";

const typesetter = testTypesetter();

/** Draws on a page of 100 by 100 points whose matrix flips y: (x, y) becomes (x, 100 - y). */
function draw(commands: (context: CanvasContext) => void): Promise<CanvasPage> {
  return canvasPage(typesetter, readFace, 100, 100, commands);
}

async function linesOf(commands: (context: CanvasContext) => void): Promise<readonly string[]> {
  return (await draw(commands)).content.trim().split("\n");
}

async function curvesOfArc(start: number, end: number, counterclockwise: boolean): Promise<number> {
  const lines = await linesOf((context) => {
    context.arc(50, 50, 40, start, end, counterclockwise);
    context.stroke();
  });
  return lines.filter((line) => line.endsWith(" c")).length;
}

function fillAndStroke(alpha: number): (context: CanvasContext) => void {
  return (context) => {
    context.globalAlpha = alpha;
    context.rect(0, 0, 10, 10);
    context.fill();
    context.stroke();
  };
}

/** Returns where "Wide" begins if it is placed at 50. */
async function leftOf(align: string): Promise<number> {
  const { content } = await draw((context) => {
    context.font = "10px Inter";
    context.textAlign = align;
    context.fillText("Wide", 50, 50);
  });
  return Number(/1 0 0 1 ([\d.]+) /.exec(content)?.[1]);
}

describe("paths", () => {
  it("transforms points by the matrix in force when they are added", async () => {
    const lines = await linesOf((context) => {
      context.translate(10, 20);
      context.beginPath();
      context.moveTo(0, 0);
      context.translate(-10, -20);
      context.lineTo(50, 50);
      context.stroke();
    });
    expect(lines).toContain("10 80 m");
    expect(lines).toContain("50 50 l");
  });

  it("rounds to two decimals and leaves out steps that do not move", async () => {
    const lines = await linesOf((context) => {
      context.moveTo(1.23456, 0);
      for (const x of [1.2346, 1.2349, 2, 2.001, 2.002]) context.lineTo(x, 0);
      context.stroke();
    });
    expect(lines.filter((line) => / [ml]$/.test(line))).toEqual(["1.23 100 m", "1.23 100 l", "2 100 l"]);
  });

  it("puts values that differ in their last bits on one side of a half", async () => {
    const lines = await linesOf((context) => {
      context.moveTo(12.345 - 1e-12, 0);
      context.lineTo(50, 0);
      context.moveTo(12.345 + 1e-12, 0);
      context.lineTo(60, 0);
      context.stroke();
    });
    expect(lines.filter((line) => line.endsWith(" m"))).toEqual(["12.35 100 m", "12.35 100 m"]);
  });

  it("has dashes in points, and none where all of them are too short to be written", async () => {
    const lines = await linesOf((context) => {
      for (const dashes of [
        [8, 4],
        [8, 0],
        [0.008, 0.004],
      ]) {
        context.save();
        context.scale(0.5, 0.5);
        context.setLineDash(dashes);
        context.lineDashOffset = 2;
        context.strokeRect(0, 0, 5, 5);
        context.restore();
      }
    });
    expect(lines.filter((line) => line.endsWith(" d"))).toEqual(["[4 2] 1 d", "[4 0] 1 d", "[] 0 d"]);
  });

  it("keeps a dot made by a line of no length", async () => {
    const lines = await linesOf((context) => {
      context.lineCap = "round";
      context.moveTo(5, 5);
      context.lineTo(5, 5);
      context.stroke();
    });
    expect(lines).toEqual(expect.arrayContaining(["5 95 m", "5 95 l", "1 J"]));
  });

  it("draws a circle as four curves that stay on it", async () => {
    const lines = await linesOf((context) => {
      context.arc(50, 50, 40, 0, 2 * Math.PI);
      context.fill();
    });
    const curves = lines.filter((line) => line.endsWith(" c"));
    expect(curves).toHaveLength(4);
    for (const curve of curves) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0] = curve.split(" ").map(Number);
      expect(Math.hypot(x - 50, y - 50)).toBeCloseTo(40, 1);
      expect(Math.hypot(x1 - 50, y1 - 50)).toBeCloseTo(Math.hypot(x2 - 50, y2 - 50), 1);
    }
  });

  it("turns arcs in the given direction and never more than once", async () => {
    expect(await curvesOfArc(0, Math.PI / 2, false)).toBe(1);
    expect(await curvesOfArc(0, Math.PI / 2, true)).toBe(3);
    expect(await curvesOfArc(0, 9 * Math.PI, false)).toBe(4);
    expect(await curvesOfArc(-Math.PI / 2, 0, false)).toBe(1);
  });

  it("writes rectangles that share an edge so that they go on sharing it", async () => {
    const lines = await linesOf((context) => {
      context.fillRect(0.004, 0, 10.003, 5);
      context.fillRect(10.007, 0, 9, 5);
    });
    expect(lines.filter((line) => line.endsWith(" re"))).toEqual(["0 100 10.01 -5 re", "10.01 100 9 -5 re"]);
  });

  it("raises quadratic curves, rounds rectangles, turns ellipses", async () => {
    const lines = await linesOf((context) => {
      context.moveTo(0, 0);
      context.quadraticCurveTo(30, 0, 30, 30);
      context.stroke();
      context.beginPath();
      context.roundRect(10, 10, 30, 20, 5);
      context.fill();
      context.beginPath();
      context.ellipse(50, 50, 20, 10, Math.PI / 2, 0, 2 * Math.PI);
      context.fill();
    });
    expect(lines).toContain("20 100 30 90 30 70 c");
    expect(lines.filter((line) => line.endsWith(" c"))).toHaveLength(1 + 4 + 4);
    expect(lines).toContain("50 30 m");
  });

  it("ignores points that are not numbers", async () => {
    const { content } = await draw((context) => {
      context.moveTo(Number.NaN, 0);
      context.lineTo(1, Infinity);
      context.stroke();
    });
    expect(content).toBe("");
  });
});

describe("graphics state", () => {
  it("writes an operator only where it changes something", async () => {
    const lines = await linesOf((context) => {
      for (let x = 0; x < 5; x++) {
        context.save();
        context.strokeStyle = "#f00";
        context.lineWidth = 2;
        context.beginPath();
        context.moveTo(x, 0);
        context.lineTo(x, 9);
        context.stroke();
        context.restore();
      }
    });
    for (const operator of ["RG", "w", "J", "j", "M", "d", "q", "Q"]) {
      expect(
        lines.filter((line) => line.split(" ").at(-1) === operator),
        operator,
      ).toHaveLength(1);
    }
  });

  it("restores styles and matrix, not the path", async () => {
    const lines = await linesOf((context) => {
      context.fillStyle = "#00f";
      context.save();
      context.fillStyle = "#0f0";
      context.translate(50, 0);
      context.rect(0, 0, 1, 1);
      context.restore();
      context.fill();
      expect(context.fillStyle).toBe("#00f");
    });
    expect(lines).toEqual(expect.arrayContaining(["0 0 1 rg", "50 100 1 -1 re", "f"]));
  });

  it("reads styles back, and keeps them where a value is none", async () => {
    await draw((context) => {
      context.lineDashOffset = 3;
      context.lineDashOffset = Infinity;
      context.lineDashOffset = Number.NaN;
      expect(context.lineDashOffset).toBe(3);
      context.lineWidth = 2;
      context.lineWidth = -1;
      expect(context.lineWidth).toBe(2);
    });
  });

  it("keeps what was saved, however often it is changed and restored", async () => {
    await draw((context) => {
      context.lineWidth = 2;
      context.save();
      context.lineWidth = 3;
      context.lineWidth = 4;
      context.save();
      context.lineWidth = 5;
      context.restore();
      expect(context.lineWidth).toBe(4);
      context.lineWidth = 6;
      context.restore();
      expect(context.lineWidth).toBe(2);
      // Nothing is saved any more.
      context.restore();
      expect(context.lineWidth).toBe(2);
    });
  });

  it("resets to its own place on the page by setTransform", async () => {
    const { content } = await canvasPage(
      typesetter,
      readFace,
      100,
      100,
      (context) => {
        context.rotate(1);
        context.setTransform(1, 0, 0, 1, 5, 5);
        context.fillRect(0, 0, 1, 1);
      },
      [0.5, 0, 0, -0.5, 20, 90],
    );
    expect(content).toContain("22.5 87.5 0.5 -0.5 re");
  });

  it("scales lines and dashes with the matrix", async () => {
    const lines = await linesOf((context) => {
      context.scale(2, 2);
      context.lineWidth = 1.5;
      context.setLineDash([3]);
      context.lineDashOffset = 1;
      context.strokeRect(0, 0, 5, 5);
    });
    expect(lines).toEqual(expect.arrayContaining(["3 w", "[6 6] 2 d"]));
  });

  it("clips until restored and drops a clip under which nothing is drawn", async () => {
    const lines = await linesOf((context) => {
      context.save();
      context.rect(0, 0, 10, 10);
      context.clip();
      context.restore();
      context.save();
      context.beginPath();
      context.rect(0, 0, 20, 20);
      context.clip();
      context.fillRect(0, 0, 50, 50);
      context.restore();
      context.fillRect(60, 60, 5, 5);
    });
    expect(lines.join(" ")).toBe(
      "q q 0 100 20 -20 re W n 0 0 0 rg /C1 gs /C2 gs 0 100 50 -50 re f Q 0 0 0 rg /C1 gs /C2 gs 60 40 5 -5 re f Q",
    );
  });

  it("fills and strokes a path by one operator, unless it shows through", async () => {
    const opaque = await linesOf(fillAndStroke(1));
    expect(opaque).toContain("B");
    expect(opaque).not.toContain("f");
    expect(await linesOf(fillAndStroke(0.5))).toEqual(expect.arrayContaining(["f", "S"]));
  });

  it("paints nothing invisible, and ignores invalid colours", async () => {
    const { content } = await draw((context) => {
      context.fillStyle = "transparent";
      context.fillRect(0, 0, 5, 5);
      context.fillStyle = "#12345600";
      context.fillRect(0, 0, 5, 5);
      context.fillStyle = "red";
      context.fillStyle = "no colour";
      expect(context.fillStyle).toBe("red");
      context.globalAlpha = 0;
      context.fillRect(0, 0, 5, 5);
    });
    expect(content).toBe("");
  });

  it("shares opacities between charts and knows the blend modes", async () => {
    const { pdf, warnings } = await draw((context) => {
      context.globalAlpha = 0.25;
      context.globalCompositeOperation = "multiply";
      context.fillRect(0, 0, 5, 5);
      context.fillRect(5, 0, 5, 5);
      context.globalCompositeOperation = "xor";
      context.fillRect(9, 0, 5, 5);
    });
    const text = Buffer.from(pdf).toString("latin1");
    expect(text.match(/\/ca 0\.25/g)).toHaveLength(1);
    expect(text).toContain("/BM /Multiply");
    expect(warnings).toEqual([expect.stringContaining('"xor"')]);
  });

  it("gives lines an opacity of their own, beside that of areas", async () => {
    const { pdf, content } = await draw((context) => {
      context.globalAlpha = 0.25;
      context.strokeRect(0, 0, 5, 5);
      context.globalAlpha = 0.75;
      context.fillRect(0, 0, 5, 5);
      context.strokeRect(0, 0, 5, 5);
    });
    const states = Buffer.from(pdf)
      .toString("latin1")
      .match(/\/(?:ca|CA) [\d.]+/gi);
    expect(states).toEqual(["/CA 0.25", "/ca 0.75", "/CA 0.75"]);
    expect(content.match(/\/C\d gs|\b[fS]$/gm)).toEqual(["/C1 gs", "/C2 gs", "S", "/C3 gs", "f", "/C4 gs", "S"]);
  });
});

describe("gradients", () => {
  it("are shadings in the space of the page", async () => {
    const { pdf, content } = await draw((context) => {
      context.translate(10, 10);
      const gradient = context.createLinearGradient(0, 0, 50, 0);
      gradient.addColorStop(0, "#fff");
      gradient.addColorStop(0.5, "#f00");
      gradient.addColorStop(1, "#000");
      context.fillStyle = gradient;
      context.fillRect(0, 0, 50, 20);
    });
    const text = Buffer.from(pdf).toString("latin1");
    expect(content).toMatch(/\/Pattern cs \/C\d scn/);
    expect(text).toContain("/ShadingType 2");
    expect(text).toContain("/Coords [0 0 50 0]");
    expect(text).toContain("/Matrix [1 0 0 -1 10 90]");
    expect(text).not.toContain("/SMask");
  });

  it("fade by a soft mask", async () => {
    const { pdf, content } = await draw((context) => {
      const gradient = context.createRadialGradient(50, 50, 0, 50, 50, 40);
      gradient.addColorStop(0, "rgba(255, 0, 0, 0)");
      gradient.addColorStop(1, "rgb(255, 0, 0)");
      context.fillStyle = gradient;
      context.fillRect(0, 0, 100, 100);
    });
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).toContain("/S /Luminosity");
    expect(text).toContain("/ShadingType 3");
    expect(content).toMatch(/q\n\/C\d gs[\s\S]*f\nQ/);
    // All stops are red: only the opacity changes.
    expect(text).toContain("/C0 [1 0 0]");
  });
});

describe("text", () => {
  it("is text, upright and where it was put", async () => {
    const { pdf, content } = await draw((context) => {
      context.font = "bold 10px Inter";
      context.fillText("Beijing 北京 ✓", 10, 40);
    });
    expect((await pageTexts(pdf)).join("")).toContain("Beijing");
    expect((await pageTexts(pdf)).join("")).toContain("北京");
    expect(content).toContain("1 0 0 1 10 60 Tm");
    expect(content.match(/BT/g)?.length).toBeGreaterThan(1);
  });

  it("is aligned by the width of its own glyphs", async () => {
    const width = typesetter.measure("Wide", { family: "sans", weight: 400, size: 10, features: ["tnum"] });
    expect(await leftOf("left")).toBe(50);
    expect(await leftOf("right")).toBeCloseTo(50 - width, 1);
    expect(await leftOf("center")).toBeCloseTo(50 - width / 2, 1);
  });

  it("measures as it draws", async () => {
    await draw((context) => {
      context.font = "italic 600 12px 'Source Serif 4', serif";
      const style = { family: "serif", weight: 600, italic: true, size: 12, features: ["tnum"] } as const;
      expect(context.measureText("Ministry").width).toBe(typesetter.measure("Ministry", style));
      context.letterSpacing = "2px";
      expect(context.measureText("Ministry").width).toBeCloseTo(
        typesetter.measure("Ministry", { ...style, letterSpacing: 2 }),
        6,
      );
    });
  });

  it("sets letters apart by the stated points", async () => {
    const { content } = await draw((context) => {
      context.font = "10px Inter";
      context.letterSpacing = "1.5px";
      context.fillText("Wide", 10, 40);
    });
    expect(content).toContain("1.5 Tc");
  });

  it("turns with the matrix, y still upwards", async () => {
    const { content } = await draw((context) => {
      context.translate(50, 50);
      context.rotate(-Math.PI / 2);
      context.fillText("up", 0, 0);
    });
    expect(content).toContain("0 1 -1 0 50 50 Tm");
  });

  it("runs from right to left where its script does", async () => {
    const { content } = await draw((context) => {
      context.font = "10px Inter";
      context.fillText("אבג (5)", 10, 40);
    });
    const places = [...content.matchAll(/1 0 0 1 ([\d.]+) 60 Tm/g)].map((match) => Number(match[1]));
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(orderVisually("אבג (5)", false)).toEqual([
      { text: ")", rightToLeft: true },
      { text: "5", rightToLeft: false },
      { text: "אבג (", rightToLeft: true },
    ]);
    expect(orderVisually("plain", false)).toEqual([{ text: "plain", rightToLeft: false }]);
  });

  it("can be outlined", async () => {
    const { content } = await draw((context) => {
      context.strokeStyle = "#fff";
      context.lineWidth = 3;
      context.strokeText("halo", 10, 10);
      context.fillText("halo", 10, 10);
    });
    expect(content).toMatch(/1 Tr[\s\S]*0 Tr/);
  });
});

async function textOf(commands: (context: CanvasContext) => void): Promise<readonly string[]> {
  const lines = await linesOf((context) => {
    context.font = "20px Inter";
    commands(context);
  });
  return lines.filter((line) => /(Tj|TJ|Tr)$/.test(line));
}

describe("text as it is written", () => {
  it("shows text that is filled and stroked once", async () => {
    const lines = await textOf((context) => {
      context.fillText("Once", 10, 50);
      context.strokeText("Once", 10, 50);
      context.fillText("Again", 10, 80);
    });
    expect(lines.filter((line) => line.endsWith("Tr"))).toEqual(["0 Tr", "2 Tr", "0 Tr"]);
    expect(lines.filter((line) => /T[jJ]$/.test(line))).toHaveLength(2);
  });

  it("never gives Tj a number, also where a kerned glyph stands before a mark that is moved", async () => {
    for (const text of ["שלום", "مرحبا", "AVATAR", "Te\u0301st"]) {
      for (const line of await textOf((context) => context.fillText(text, 10, 50))) {
        expect(line).toMatch(/^(<[\da-f]+> Tj|\[(<[\da-f]+>-?\d*)+\] TJ|\d Tr)$/);
      }
    }
  });
});

describe("symbols that come again", () => {
  it("are written about their own origin, the same text every time", async () => {
    const lines = await linesOf((context) => {
      for (const x of [10, 30.5, 50]) {
        context.translate(x, 20);
        context.beginPath();
        context.moveTo(5, 0);
        context.arc(0, 0, 5, 0, 2 * Math.PI);
        context.translate(-x, -20);
        context.fill();
      }
    });
    expect(lines.filter((line) => line.endsWith(" cm"))).toEqual(["q 1 0 0 1 30.5 80 cm", "q 1 0 0 1 50 80 cm"]);
    expect(lines.filter((line) => line === "5 0 m")).toHaveLength(2);
    expect(lines).toContain("15 80 m");
    expect(lines.filter((line) => line === "f")).toHaveLength(3);
  });

  it("are filled and stroked in one operator, and clip where they are", async () => {
    const lines = await linesOf((context) => {
      for (const x of [10, 40]) {
        context.translate(x, 20);
        context.beginPath();
        context.roundRect(0, 0, 20, 10, 3);
        context.translate(-x, -20);
        context.fill();
        context.stroke();
        context.clip();
      }
      context.fillRect(0, 0, 100, 100);
    });
    expect(lines.filter((line) => line === "B")).toHaveLength(2);
    expect(lines.filter((line) => line === "3 0 m")).toHaveLength(1);
    expect(lines.filter((line) => line === "43 80 m")).toHaveLength(1);
  });
});
