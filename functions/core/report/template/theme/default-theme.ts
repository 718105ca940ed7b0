import type { Theme } from "../theme.ts";

/**
 * The look of a report whose template names no theme: black ink on white, one deep red.
 *
 * The palette comes from a search: every colour has a contrast of at least 3:1 with the paper, every pair is at least
 * 18 CIELAB units apart to normal, protanopic, deuteranopic and tritanopic eyes, and the six lightnesses are at least 7
 * units apart, so that they differ in grey print too. The wide palette comes from another search, for nine colours:
 * every pair is at least 10 units of CIEDE2000 apart to the same eyes, the lightnesses at least 5.5. Good, bad, above
 * and below are apart from the accent and each other by `settleRoles`; red is the accent's, so bad is a purple. Tests
 * check these numbers.
 */
export const defaultTheme: Theme = {
  ink: "#1a1a1a",
  muted: "#5c5f62",
  paper: "#ffffff",
  accent: "#a3142e",
  rule: "#d4d4d0",
  tint: "#f5f3ee",
  good: "#007f5b",
  watch: "#8d6300",
  bad: "#a0378f",
  above: "#00345f",
  below: "#ca7900",
  palette: ["#a3142e", "#4f87b2", "#27435e", "#ba8d3b", "#5a6e62", "#101c2e"],
  widePalette: ["#a3142e", "#498baa", "#00476f", "#a4925f", "#65746e", "#6d003f", "#196987", "#332400", "#390417"],
  sequential: ["#f3dcdd", "#e3adb1", "#d07a83", "#b94558", "#a3142e", "#6f0f20"],
  diverging: ["#ca7900", "#d69e68", "#dfc3a8", "#e6e6e6", "#9baec2", "#54789e", "#00345f"],
  headline: "serif",
  body: "serif",
  sizes: { caption: 8.5, label: 8.5, body: 10, heading: 14, title: 26 },
  leading: 14,
  align: "left",
  tables: "rules",
};
