import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";

/** A place in a spec where a colour may stand: its name, dialect, and the spec with a colour at that place. */
export type ColorPlace = readonly [name: string, dialect: "vega" | "vega-lite", spec: (color: string) => Spec];

const x = { field: "k", type: "nominal" };
const y = { field: "v", type: "quantitative" };
const lite = (more: Spec): Spec => ({
  data: { name: "data" },
  width: 60,
  height: 60,
  mark: "bar",
  encoding: { x, y },
  ...more,
});
/** With a colour for each value of a field. */
const keyed = (color: Spec, more: Spec = {}): Spec =>
  lite({ encoding: { x, y, color: { field: "k", type: "nominal", ...color } }, ...more });
const stops = (color: string): Spec => ({
  gradient: "linear",
  stops: [
    { offset: 0, color },
    { offset: 1, color },
  ],
});
const box = { x: { value: 0 }, y: { value: 0 }, width: { value: 20 }, height: { value: 20 } };
const vega = (marks: readonly object[], more: Spec = {}): Spec => ({ width: 60, height: 60, ...more, marks });
const quoted = (color: string): string => JSON.stringify(color);

/** Places of Vega-Lite and Vega. */
export const colorPlaces: readonly ColorPlace[] = [
  ["mark.color", "vega-lite", (color) => lite({ mark: { type: "bar", color } })],
  ["mark.fill", "vega-lite", (fill) => lite({ mark: { type: "bar", fill } })],
  ["mark.stroke", "vega-lite", (stroke) => lite({ mark: { type: "bar", stroke, strokeWidth: 2 } })],
  ["mark.color of an expr", "vega-lite", (color) => lite({ mark: { type: "bar", color: { expr: quoted(color) } } })],
  [
    "a param",
    "vega-lite",
    (value) => lite({ params: [{ name: "ink", value }], mark: { type: "bar", color: { expr: "ink" } } }),
  ],
  ["text", "vega-lite", (color) => lite({ mark: { type: "text", color }, encoding: { x, y, text: { value: "T" } } })],
  ["a line", "vega-lite", (color) => lite({ mark: { type: "line", color } })],
  ["the points of a line", "vega-lite", (color) => lite({ mark: { type: "line", point: { filled: true, color } } })],
  ["encoding.color.value", "vega-lite", (value) => lite({ encoding: { x, y, color: { value } } })],
  [
    "a condition",
    "vega-lite",
    (value) => lite({ encoding: { x, y, color: { condition: { test: "datum.k === 'a'", value }, value: "#010203" } } }),
  ],
  [
    "beside a condition",
    "vega-lite",
    (value) => lite({ encoding: { x, y, color: { condition: { test: "datum.k === 'a'", value: "#010203" }, value } } }),
  ],
  ["a nominal range", "vega-lite", (color) => keyed({ scale: { range: [color, "#010203"] } })],
  [
    "a range of numbers",
    "vega-lite",
    (color) => keyed({ field: "v", type: "quantitative", scale: { range: [color, color] } }),
  ],
  ["config.range.category", "vega-lite", (color) => keyed({}, { config: { range: { category: [color] } } })],
  ["config.mark.color", "vega-lite", (color) => lite({ config: { mark: { color } } })],
  ["config.bar.fill", "vega-lite", (fill) => lite({ config: { bar: { fill } } })],
  [
    "config.style",
    "vega-lite",
    (color) => lite({ mark: { type: "bar", style: "own" }, config: { style: { own: { color } } } }),
  ],
  ["config.axis.labelColor", "vega-lite", (labelColor) => lite({ config: { axis: { labelColor } } })],
  ["config.title.color", "vega-lite", (color) => lite({ title: "T", config: { title: { color } } })],
  ["background", "vega-lite", (background) => lite({ background })],
  ["view.fill", "vega-lite", (fill) => lite({ view: { fill } })],
  ["view.stroke", "vega-lite", (stroke) => lite({ view: { stroke } })],
  ["title.color", "vega-lite", (color) => lite({ title: { text: "T", color } })],
  ["title.subtitleColor", "vega-lite", (subtitleColor) => lite({ title: { text: "T", subtitle: "S", subtitleColor } })],
  ...["labelColor", "titleColor", "domainColor", "tickColor", "gridColor"].map((member): ColorPlace => [
    `axis.${member}`,
    "vega-lite",
    (color) =>
      lite({
        encoding: { x, y: { ...y, axis: { domain: true, ticks: true, grid: true, title: "V", [member]: color } } },
      }),
  ]),
  [
    "a conditional axis",
    "vega-lite",
    (value) =>
      lite({
        encoding: {
          x,
          y: { ...y, axis: { labelColor: { condition: { test: "datum.value > 0", value }, value: "#010203" } } },
        },
      }),
  ],
  ...["labelColor", "titleColor", "symbolStrokeColor", "fillColor"].map((member): ColorPlace => [
    `legend.${member}`,
    "vega-lite",
    (color) => keyed({ legend: { title: "L", [member]: color } }),
  ]),
  ["a gradient", "vega-lite", (color) => lite({ mark: { type: "bar", color: stops(color) } })],
  [
    "header.labelColor",
    "vega-lite",
    (labelColor) => lite({ encoding: { x, y, column: { field: "k", type: "nominal", header: { labelColor } } } }),
  ],
  [
    "a column of the data",
    "vega-lite",
    (color) =>
      lite({
        transform: [{ calculate: quoted(color), as: "ink" }],
        encoding: { x, y, color: { field: "ink", type: "nominal", scale: null } },
      }),
  ],
  ["fill", "vega", (value) => vega([{ type: "rect", encode: { enter: { ...box, fill: { value } } } }])],
  ["stroke", "vega", (value) => vega([{ type: "rect", encode: { enter: { ...box, stroke: { value } } } }])],
  [
    "a signal",
    "vega",
    (value) =>
      vega([{ type: "rect", encode: { enter: { ...box, fill: { signal: "ink" } } } }], {
        signals: [{ name: "ink", value }],
      }),
  ],
  [
    "a rule of two",
    "vega",
    (value) =>
      vega([{ type: "rect", encode: { enter: { ...box, fill: [{ test: "true", value }, { value: "#010203" }] } } }]),
  ],
  [
    "a range of Vega",
    "vega",
    (color) =>
      vega([{ type: "rect", encode: { enter: { ...box, fill: { scale: "c", value: "a" } } } }], {
        scales: [{ name: "c", type: "ordinal", domain: ["a"], range: [color] }],
      }),
  ],
  ["a group", "vega", (value) => vega([{ type: "group", encode: { enter: { ...box, fill: { value } } } }])],
];
