import { defaultTheme } from "./default-theme.ts";
import type { Theme } from "../theme.ts";

/** Sans serif, grey and one blue, tables on stripes: for working papers and plain printers. */
export const plainTheme: Theme = {
  ...defaultTheme,
  ink: "#111111",
  muted: "#555555",
  accent: "#1f4e79",
  rule: "#cccccc",
  tint: "#f2f4f6",
  good: "#007742",
  watch: "#8d6300",
  bad: "#810009",
  above: "#0080db",
  below: "#ca7900",
  palette: ["#1f4e79", "#079ce4", "#a17f4e", "#983752", "#19746a", "#6e73a0"],
  widePalette: ["#1f4e79", "#079ce4", "#a17f4e", "#983752", "#19746a", "#6e73a0", "#6f0036", "#0e3002", "#001355"],
  sequential: ["#dbe7f2", "#b0cbe3", "#82acd2", "#5b8fbd", "#1f4e79", "#12304c"],
  diverging: ["#ca7900", "#d69e68", "#dfc3a8", "#e6e6e6", "#a7c6e5", "#67a4e1", "#0080db"],
  headline: "sans",
  body: "sans",
  sizes: { caption: 8.5, label: 8.5, body: 9.5, heading: 13, title: 22 },
  tables: "stripes",
};
