import { describe, expect, it } from "vitest";
import {
  houseStep,
  mendGuides,
  stepFor,
  type Mend,
} from "../../../../../functions/core/report/chart/scene/mend-guides.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";

const style = { font: "sans", fontSize: 10, fontWeight: 400 };
const height = 11.5;
const scales = [
  { name: "x", type: "band" },
  { name: "y", type: "point" },
  { name: "t", type: "utc" },
  { name: "v", type: "linear" },
];
const wrapped = (text: string, width: string): string => `wrapWords(${text}, ${width}, "sans", 10, 400)`;
const betweenTicks = 'abs(span(range("x"))) / max(1, length(domain("x"))) - 4';

/** An axis with corrections applied. */
function mended(axis: Spec, mend: Mend): Spec {
  return (mendGuides({ scales, axes: [axis] }, mend)["axes"] as readonly Spec[])[0]!;
}

/** The update of an axis's labels. */
function labelsOf(axis: Spec): Spec {
  return ((axis["encode"] as Spec)["labels"] as Spec)["update"] as Spec;
}

describe("labels below and above the plot", () => {
  it("are broken into lines as wide as a step, upwards above it", () => {
    const below = mended({ scale: "x", orient: "bottom", title: "Region" }, { wrap: style });
    expect(below).toEqual({
      scale: "x",
      orient: "bottom",
      title: "Region",
      labelLineHeight: height,
      encode: { labels: { update: { text: { signal: wrapped("datum.label", betweenTicks) } } } },
    });
    const lines = wrapped("datum.label", betweenTicks);
    expect(labelsOf(mended({ scale: "x", orient: "top" }, { wrap: style }))).toEqual({
      text: { signal: lines },
      dy: { signal: `isArray(${lines}) ? -1 * ${height} * (length(${lines}) - 1) : 0` },
    });
  });

  it("keep the text and everything else that the author gave them", () => {
    const given = {
      labels: {
        enter: { fill: { value: "red" } },
        update: { text: { signal: "upper(datum.value)" }, angle: { value: 0 } },
      },
      ticks: { update: {} },
    };
    expect(mended({ scale: "x", orient: "bottom", encode: given }, { wrap: style })["encode"]).toEqual({
      ...given,
      labels: {
        ...given.labels,
        update: { ...given.labels.update, text: { signal: wrapped("upper(datum.value)", betweenTicks) } },
      },
    });
    for (const text of [{ field: "label" }, { signal: 3 }, "label"]) {
      expect(
        labelsOf(mended({ scale: "x", orient: "bottom", encode: { labels: { update: { text } } } }, { wrap: style })),
      ).toEqual({ text: { signal: wrapped("datum.label", betweenTicks) } });
    }
    expect(labelsOf(mended({ scale: "x", orient: "bottom", encode: { labels: "none" } }, { wrap: style }))).toEqual({
      text: { signal: wrapped("datum.label", betweenTicks) },
    });
  });

  it("are turned away from the plot rather than broken", () => {
    const turned = { labelAngle: 315, labelBaseline: "middle" };
    expect(mended({ scale: "x", orient: "bottom" }, { slant: 315, wrap: style })).toEqual({
      scale: "x",
      orient: "bottom",
      ...turned,
      labelAlign: "right",
    });
    expect(mended({ scale: "y", orient: "top" }, { slant: 315 })).toEqual({
      scale: "y",
      orient: "top",
      ...turned,
      labelAlign: "left",
    });
  });

  it("have fewer ticks if they are times, and stay as they are if they are numbers", () => {
    const all: Mend = { wrap: style, slant: 315, tickCount: 4, side: { style, width: 90, lines: 2 } };
    expect(mended({ scale: "t", orient: "bottom" }, all)).toEqual({ scale: "t", orient: "bottom", tickCount: 4 });
    for (const axis of [
      { scale: "v", orient: "bottom" },
      { scale: "v", orient: "left" },
      { scale: "t", orient: "left" },
    ])
      expect(mended(axis, all)).toEqual(axis);
    for (const axis of [
      { scale: "x", orient: "bottom" },
      { scale: "t", orient: "bottom" },
      { scale: "x", orient: "left" },
    ])
      expect(mended(axis, {})).toEqual(axis);
  });
});

describe("labels beside the plot", () => {
  const side = { style, width: 90, lines: 2 };

  it.each(["left", "right"])("are broken to their width and centred on their tick: %s", (orient) => {
    const lines = wrapped("datum.label", "90");
    expect(mended({ scale: "x", orient }, { side, slant: 315, wrap: style })).toEqual({
      scale: "x",
      orient,
      labelLineHeight: height,
      encode: {
        labels: {
          update: {
            text: { signal: lines },
            dy: { signal: `isArray(${lines}) ? -0.5 * ${height} * (length(${lines}) - 1) : 0` },
          },
        },
      },
    });
  });

  it("make rows of the house's height higher, and no others", () => {
    const signals = [
      { name: "y_step", value: houseStep },
      { name: "concat_1_y_step", value: houseStep },
      { name: "x_step", value: houseStep },
      { name: "my_step", value: houseStep },
      { name: "child_y_step", value: 30 },
    ];
    const stepsOf = (mend: Mend): readonly unknown[] =>
      (mendGuides({ signals }, mend)["signals"] as readonly Spec[]).map(({ value }) => value);
    expect(stepFor(style, 2)).toBe(28);
    expect(stepsOf({ side })).toEqual([28, 28, houseStep, houseStep, 30]);
    expect(stepsOf({ side: { ...side, lines: 1 } })).toEqual([houseStep, houseStep, houseStep, houseStep, 30]);
    expect(stepsOf({})).toEqual(signals.map(({ value }) => value));
  });
});

describe("legends", () => {
  const legends = [
    { fill: "a" },
    { fill: "b", orient: "top" },
    { fill: "c", orient: "left" },
    { fill: "d", orient: "right" },
    { fill: "e", columns: 7 },
    { fill: "f", type: "gradient" },
  ];
  const columnsOf = (mend: Mend): readonly unknown[] =>
    (mendGuides({ legends }, mend)["legends"] as readonly Spec[]).map(({ columns }) => columns);

  it("get as many entries per row as fit above the plot and beside it, unless the author says how many", () => {
    expect(columnsOf({ columns: 3, sideColumns: 2 })).toEqual([3, 3, 2, 2, 7, undefined]);
    expect(columnsOf({ columns: 3 })).toEqual([3, 3, undefined, undefined, 7, undefined]);
    expect(columnsOf({ sideColumns: 2 })).toEqual([undefined, undefined, 2, 2, 7, undefined]);
  });
});

describe("legends whose place the config says", () => {
  it.each([
    ["right", 2],
    ["left", 2],
    ["top", 3],
    [undefined, 3],
  ])("are those of that side, unless they say another: %s", (orient, columns) => {
    const spec = {
      config: { legend: { orient } },
      marks: [
        { type: "group", legends: [{ fill: "a" }, { fill: "b", orient: "right" }, { fill: "c", orient: "bottom" }] },
      ],
    };
    expect(mendGuides(spec, { columns: 3, sideColumns: 2 })["marks"]).toEqual([
      {
        type: "group",
        legends: [
          { fill: "a", columns },
          { fill: "b", orient: "right", columns: 2 },
          { fill: "c", orient: "bottom", columns: 3 },
        ],
      },
    ]);
  });
});

describe("headers of small multiples", () => {
  const encode = { update: { width: { signal: "child_width" }, height: { value: 80 } } };
  const header = (title: unknown, more: Spec = { encode }): unknown =>
    (
      mendGuides({ title: { text: "Chart" }, marks: [{ type: "group", title, ...more }] }, { headers: style })[
        "marks"
      ] as readonly Spec[]
    )[0]!["title"];

  it("are broken to the width of their view, or to its height where they stand beside it", () => {
    expect(header({ text: "North and south", offset: 4 })).toEqual({
      text: { signal: wrapped('"North and south"', "child_width") },
      offset: 4,
      lineHeight: height,
    });
    for (const orient of ["left", "right"])
      expect(header({ text: { signal: "parent.region" }, orient })).toEqual({
        text: { signal: wrapped("parent.region", "80") },
        orient,
        lineHeight: height,
      });
  });

  it("stay as they are where the size of the view or their words are not known", () => {
    for (const title of [{ text: ["a", "b"] }, { text: { value: "a" } }, {}]) expect(header(title)).toEqual(title);
    for (const more of [
      {},
      { encode: {} },
      { encode: { update: { width: 80 } } },
      { encode: { update: { width: { field: "w" } } } },
    ])
      expect(header({ text: "North" }, more)).toEqual({ text: "North" });
    expect(header("North")).toBe("North");
    expect(mendGuides({ title: { text: "Chart" }, encode }, { headers: style })).toEqual({
      title: { text: "Chart" },
      encode,
    });
  });
});

it("mends the guides of groups at any depth, by scales of any group, and leaves the rest of a spec", () => {
  const spec: Spec = {
    width: 100,
    marks: [
      {
        type: "group",
        name: "cell",
        marks: [
          { type: "group", scales: [{ name: "x", type: "band" }], axes: [{ scale: "x", orient: "bottom" }] },
          { type: "rect", axes: "none" },
        ],
      },
    ],
  };
  const before = structuredClone(spec);
  expect(mendGuides(spec, { slant: 270 })).toEqual({
    width: 100,
    marks: [
      {
        type: "group",
        name: "cell",
        marks: [
          {
            type: "group",
            scales: [{ name: "x", type: "band" }],
            axes: [{ scale: "x", orient: "bottom", labelAngle: 270, labelAlign: "right", labelBaseline: "middle" }],
          },
          { type: "rect", axes: "none" },
        ],
      },
    ],
  });
  expect(spec).toEqual(before);
  expect(mendGuides(spec, {})).toEqual(spec);
});

it("gives scales of many categories their colours, and maps a key for regions without a value", () => {
  const colours = { scales: ["color"], range: ["#111111", "#222222"] };
  const spec: Spec = {
    scales: [
      { name: "color", type: "ordinal", range: "category" },
      { name: "x", type: "band", range: "width" },
    ],
    legends: [{ fill: "color", orient: "right" }],
  };
  expect(mendGuides(spec, { colours })["scales"]).toEqual([
    { name: "color", type: "ordinal", range: ["#111111", "#222222"] },
    { name: "x", type: "band", range: "width" },
  ]);
  expect(mendGuides(spec, { key: { label: "No data", colour: "#dddddd" } })).toEqual({
    scales: [
      ...(spec["scales"] as readonly Spec[]),
      { name: "no_data_key", type: "ordinal", domain: ["No data"], range: ["#dddddd"] },
    ],
    legends: [
      { fill: "color", orient: "right" },
      { fill: "no_data_key", symbolType: "square", symbolStrokeWidth: 0, orient: "right" },
    ],
  });
});
