import { describe, expect, it } from "vitest";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { heatColor } from "../../../../../functions/core/report/layout/table/heat-color.ts";
import { toneColor } from "../../../../../functions/core/report/layout/tone-color.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { plainTheme } from "../../../../../functions/core/report/template/theme/plain-theme.ts";

const shares = Array.from({ length: 101 }, (_, index) => index / 100);
/** A dark page, and one whose scale has greys on which neither black nor white text stands out. */
const themes = [
  defaultTheme,
  plainTheme,
  { ...defaultTheme, paper: "#101010", ink: "#eeeeee", tint: "#202020" },
  { ...defaultTheme, ink: "#333333", sequential: ["#808080", "#7a7a7a"] },
];

describe("the colours of a heat map", () => {
  it("leave 4.5:1 to the text, whatever the theme", () => {
    const faint = themes.flatMap((theme) =>
      [true, false].flatMap((diverging) =>
        shares
          .map((share) => heatColor({ share, diverging }, theme))
          .filter(({ ground, text }) => contrastRatio(ground, text) < 4.5),
      ),
    );
    expect(faint).toEqual([]);
  });

  it("go from one end of the theme's list to the other", () => {
    expect(heatColor({ share: 0, diverging: false }, defaultTheme)).toEqual({
      ground: defaultTheme.sequential[0],
      text: defaultTheme.ink,
    });
    expect(heatColor({ share: 1, diverging: false }, defaultTheme)).toEqual({
      ground: defaultTheme.sequential.at(-1),
      text: defaultTheme.paper,
    });
    expect(heatColor({ share: 0.5, diverging: true }, defaultTheme).ground).toBe(defaultTheme.diverging[3]);
    expect(
      heatColor({ share: 0.5, diverging: false }, { ...defaultTheme, sequential: ["#ffffff", "#dddddd"] }).ground,
    ).toBe("#eeeeee");
    expect(heatColor({ share: 0.5, diverging: false }, { ...defaultTheme, sequential: ["#dddddd"] }).ground).toBe(
      "#dddddd",
    );
  });
});

describe("the colours of a change", () => {
  it("are the theme's, nearer to the ink where the ground asks for it", () => {
    expect(toneColor("good", "body", defaultTheme)).toBe(defaultTheme.good);
    expect(toneColor("bad", "highlight", defaultTheme)).toBe(defaultTheme.bad);
    expect(toneColor("plain", "body", defaultTheme)).toBe(defaultTheme.ink);
    const dark = { ...defaultTheme, paper: "#101010", ink: "#eeeeee", tint: "#202020" };
    expect(toneColor("good", "body", dark)).not.toBe(dark.good);
    const faint = [...themes, dark].flatMap((theme) =>
      (["good", "bad"] as const).flatMap((tone) => [
        contrastRatio(toneColor(tone, "body", theme), theme.paper),
        contrastRatio(toneColor(tone, "highlight", theme), theme.tint),
      ]),
    );
    expect(Math.min(...faint)).toBeGreaterThanOrEqual(4.5);
  });
});
