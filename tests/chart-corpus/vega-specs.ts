import type { Spec } from "../../functions/core/report/chart/spec.ts";

/**
 * Our own Vega specs: one for each feature of the canvas, and those transforms and projections that need no example.
 */

const palette = ["#4c78a8", "#f58518", "#e45756", "#72b7b2", "#54a24b"];

function chart(marks: readonly object[], more: Spec = {}): Spec {
  return { $schema: "https://vega.github.io/schema/vega/v6.json", width: 240, height: 160, padding: 8, ...more, marks };
}

function mark(type: string, encode: object, more: object = {}): object {
  return { type, encode: { enter: values(encode) }, ...more };
}

/** Wraps plain values as Vega wants them, `{ value }`; leaves objects as they are. */
function values(encode: object): object {
  return Object.fromEntries(
    Object.entries(encode).map(([channel, value]) => [channel, isRule(value) ? value : { value }]),
  );
}

function isRule(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && ["field", "signal", "scale", "value"].some((key) => key in value)
  );
}

function linear(stops: readonly (readonly [number, string])[], ends: object = {}): object {
  return {
    value: {
      gradient: "linear",
      x1: 0,
      y1: 0,
      x2: 1,
      y2: 0,
      ...ends,
      stops: stops.map(([offset, color]) => ({ offset, color })),
    },
  };
}

function radial(stops: readonly (readonly [number, string])[], circles: object = {}): object {
  return {
    value: {
      gradient: "radial",
      x1: 0.5,
      y1: 0.5,
      r1: 0,
      x2: 0.5,
      y2: 0.5,
      r2: 0.5,
      ...circles,
      stops: stops.map(([offset, color]) => ({ offset, color })),
    },
  };
}

const rainbow = [
  [0, "#e45756"],
  [0.5, "#eeca3b"],
  [1, "#4c78a8"],
] as const;
const fading = [
  [0, "rgba(228,87,86,1)"],
  [1, "rgba(76,120,168,0)"],
] as const;
const zigzag = "M10,140 L60,20 L90,140 L120,20 L190,140";
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGP4z8DAsACIGf7/P8EAABsqBGaX/6wPAAAAAElFTkSuQmCC";

const lines = [20, 50, 80, 110, 140];
const texts = (encode: (i: number) => object): readonly object[] =>
  lines.map((y, i) => mark("text", { x: 120, y, fontSize: 14, text: `Sample gj ${i}`, ...encode(i) }));
const crosses = lines.map((y) => mark("rule", { x: 0, x2: 240, y, stroke: "#ddd" }));

const surface: Readonly<Record<string, Spec>> = {
  "stroke-caps-and-joins": chart(
    ["butt", "round", "square"].flatMap((cap, i) =>
      ["miter", "round", "bevel"].map((join, j) =>
        mark("path", {
          path: "M0,30 L20,0 L40,30",
          x: 15 + j * 75,
          y: 15 + i * 50,
          stroke: palette[i],
          strokeWidth: 9,
          strokeCap: cap,
          strokeJoin: join,
        }),
      ),
    ),
  ),
  "miter-limits": chart(
    [2, 4, 10, 20].map((limit, i) =>
      mark("path", {
        path: "M0,100 L8,0 L16,100",
        x: 30 + i * 55,
        y: 30,
        stroke: "#333",
        strokeWidth: 6,
        strokeJoin: "miter",
        strokeMiterLimit: limit,
      }),
    ),
  ),
  "miter-by-default": chart([mark("path", { path: zigzag, stroke: "#333", strokeWidth: 8 })]),
  "dashes-and-offsets": chart(
    [
      [[6, 3], 0],
      [[6, 3], 4],
      [[10], 0],
      [[8, 2, 1, 2], 3],
      [[1, 6], 0],
    ].map(([dash, offset], i) =>
      mark("rule", {
        x: 0,
        x2: 240,
        y: 20 + i * 28,
        stroke: "#222",
        strokeWidth: 4,
        strokeDash: dash,
        strokeDashOffset: offset,
        strokeCap: i === 4 ? "round" : "butt",
      }),
    ),
  ),
  "dashed-shapes": chart([
    mark("rect", { x: 10, y: 10, width: 90, height: 60, stroke: "#4c78a8", strokeWidth: 3, strokeDash: [8, 4] }),
    mark("arc", {
      x: 170,
      y: 80,
      startAngle: 0,
      endAngle: 5,
      outerRadius: 60,
      innerRadius: 30,
      stroke: "#e45756",
      strokeWidth: 2,
      strokeDash: [5, 3],
      strokeDashOffset: 2,
    }),
  ]),
  "fill-and-stroke-opacity": chart(
    [0, 1, 2].map((i) =>
      mark("rect", {
        x: 20 + i * 60,
        y: 20 + i * 20,
        width: 90,
        height: 80,
        fill: palette[i],
        stroke: "#000",
        strokeWidth: 1,
        fillOpacity: 0.5,
        strokeOpacity: 0.7,
      }),
    ),
  ),
  "colours-with-alpha": chart([
    mark("rect", { x: 10, y: 10, width: 120, height: 80, fill: "rgba(228, 87, 86, 0.5)" }),
    mark("rect", { x: 60, y: 40, width: 120, height: 80, fill: "#4c78a880" }),
    mark("rect", { x: 110, y: 70, width: 120, height: 80, fill: "hsla(120, 60%, 40%, 0.4)" }),
  ]),
  "named-and-hsl-colours": chart(
    ["steelblue", "hsl(30, 100%, 50%)", "#0a5", "rgb(120, 20, 200)", "transparent", "lab(60 40 20)"].map((fill, i) =>
      mark("rect", { x: i * 40, y: 20, width: 34, height: 120, fill }),
    ),
  ),
  ...Object.fromEntries(
    [
      "multiply",
      "screen",
      "darken",
      "lighten",
      "difference",
      "exclusion",
      "overlay",
      "color-dodge",
      "color-burn",
      "hard-light",
      "soft-light",
      "hue",
      "saturation",
      "color",
      "luminosity",
    ].map((blend) => [
      `blend-${blend}`,
      chart(
        [
          mark("rect", { x: 20, y: 20, width: 120, height: 120, fill: "#f58518" }),
          mark("rect", { x: 100, y: 60, width: 120, height: 90, fill: "#4c78a8", blend }),
          mark("symbol", { x: 60, y: 60, size: 2500, fill: "#54a24b", blend }),
        ],
        { background: "white" },
      ),
    ]),
  ),
  "gradient-linear": chart([
    mark("rect", { width: 240, height: 70, fill: linear(rainbow) }),
    mark("rect", { y: 80, width: 240, height: 80, fill: linear(rainbow, { x2: 0, y2: 1 }) }),
  ]),
  "gradient-slanted": chart([mark("rect", { width: 240, height: 160, fill: linear(rainbow, { x2: 1, y2: 1 }) })]),
  "gradient-slanted-back": chart([
    mark("rect", { x: 20, width: 100, height: 160, fill: linear(rainbow, { x1: 1, x2: 0, y2: 1 }) }),
    mark("symbol", { x: 190, y: 80, size: 5000, fill: linear(rainbow, { x2: 1, y2: 1 }) }),
  ]),
  "gradient-inner-stops": chart([
    mark("rect", {
      width: 240,
      height: 160,
      fill: linear(
        [
          [0.3, "#e45756"],
          [0.6, "#4c78a8"],
        ],
        { x1: 0.2, x2: 0.8 },
      ),
    }),
  ]),
  "gradient-hard-stops": chart([
    mark("rect", {
      width: 240,
      height: 160,
      fill: linear([
        [0, "#e45756"],
        [0.5, "#e45756"],
        [0.5, "#4c78a8"],
        [1, "#4c78a8"],
      ]),
    }),
  ]),
  "gradient-radial": chart([mark("rect", { x: 40, width: 160, height: 160, fill: radial(rainbow) })]),
  "gradient-radial-symbol": chart([
    mark("symbol", { x: 120, y: 80, size: 14000, fill: radial(rainbow, { x1: 0.35, y1: 0.35, r2: 0.6 }) }),
  ]),
  "gradient-with-alpha": chart([
    mark("rect", { y: 60, width: 240, height: 40, fill: "#333" }),
    mark("rect", { width: 240, height: 160, fill: linear(fading) }),
  ]),
  "gradient-radial-with-alpha": chart([
    mark("rect", { y: 60, width: 240, height: 40, fill: "#333" }),
    mark("symbol", { x: 120, y: 80, size: 18000, fill: radial(fading) }),
  ]),
  "gradient-on-strokes": chart([
    mark("path", { path: zigzag, stroke: linear(rainbow), strokeWidth: 8, strokeJoin: "round" }),
    mark("rect", { x: 200, y: 20, width: 30, height: 120, stroke: linear(rainbow, { x2: 0, y2: 1 }), strokeWidth: 6 }),
  ]),
  "gradient-in-moved-group": chart([
    mark(
      "group",
      { x: 60, y: 30, width: 120, height: 100, fill: linear(rainbow), stroke: "#000" },
      { marks: [mark("symbol", { x: 60, y: 50, size: 3000, fill: radial(rainbow) })] },
    ),
  ]),
  "gradient-under-opacity": chart([
    mark("rect", { y: 60, width: 240, height: 40, fill: "#333" }),
    mark("rect", { width: 240, height: 160, fill: linear(rainbow), fillOpacity: 0.5 }),
  ]),
  "clip-rectangle": chart([
    mark(
      "group",
      { x: 40, y: 30, width: 120, height: 80, stroke: "#999", clip: true },
      { marks: [mark("symbol", { x: 110, y: 70, size: 12000, fill: "#4c78a8" })] },
    ),
  ]),
  "clip-rounded": chart([
    mark(
      "group",
      { x: 40, y: 30, width: 120, height: 80, clip: true, cornerRadius: 25 },
      { marks: [mark("rect", { x: -20, y: -20, width: 200, height: 200, fill: "#4c78a8" })] },
    ),
  ]),
  "clip-nested": chart([
    mark(
      "group",
      { x: 20, y: 20, width: 160, height: 110, clip: true, fill: "#eee" },
      {
        marks: [
          mark(
            "group",
            { x: 60, y: 40, width: 200, height: 50, clip: true, fill: "#ccc" },
            { marks: [mark("symbol", { x: 80, y: 30, size: 9000, fill: "#e45756" })] },
          ),
          mark("symbol", { x: 20, y: 100, size: 3000, fill: "#4c78a8" }),
        ],
      },
    ),
  ]),
  "clip-path": chart([
    mark(
      "rect",
      { x: 0, y: 0, width: 240, height: 160, fill: linear(rainbow) },
      { clip: { path: "M120,5 L150,150 L20,50 L220,50 L90,150 Z" } },
    ),
  ]),
  "clip-sphere": chart(
    [
      mark(
        "shape",
        { fill: "#dde", stroke: "#889" },
        {
          from: { data: "graticule" },
          clip: { sphere: "projection" },
          transform: [{ type: "geoshape", projection: "projection" }],
        },
      ),
    ],
    {
      data: [{ name: "graticule", transform: [{ type: "graticule" }] }],
      projections: [
        { name: "projection", type: "orthographic", scale: 75, translate: [120, 80], rotate: [20, -30, 0] },
      ],
    },
  ),
  "even-odd-path": chart([mark("path", { path: "M120,5 L150,150 L20,50 L220,50 L90,150 Z", fill: "#4c78a8" })]),
  "path-commands": chart([
    mark("path", {
      path: "M10,80 C40,10 65,10 95,80 S150,150 180,80 Q200,20 220,80 T235,80 M20,150 h60 v-30 h-60 z m80,0 a25,15 -30 1,1 60,0 A20,20 0 0 0 200,140",
      stroke: "#333",
      strokeWidth: 2,
      fill: "rgba(76,120,168,0.3)",
    }),
  ]),
  "path-turned-and-scaled": chart([
    mark("path", {
      path: "M-20,-10 L20,-10 L0,20 Z",
      x: 70,
      y: 80,
      angle: 30,
      scaleX: 2,
      scaleY: 1.5,
      fill: "#e45756",
      stroke: "#000",
      strokeWidth: 2,
    }),
    mark("path", { path: "M-20,-10 L20,-10 L0,20 Z", x: 170, y: 80, angle: -45, fill: "#4c78a8" }),
  ]),
  "arcs-both-ways": chart([
    mark("arc", { x: 60, y: 80, startAngle: 0, endAngle: 4, outerRadius: 50, fill: "#4c78a8" }),
    mark("arc", {
      x: 175,
      y: 80,
      startAngle: 4,
      endAngle: 0.5,
      innerRadius: 25,
      outerRadius: 55,
      fill: "#e45756",
      stroke: "#000",
    }),
  ]),
  "arcs-rounded-and-padded": chart(
    [0, 1, 2, 3].map((i) =>
      mark("arc", {
        x: 120,
        y: 80,
        startAngle: i * 1.57,
        endAngle: (i + 1) * 1.57,
        innerRadius: 30,
        outerRadius: 75,
        cornerRadius: 10,
        padAngle: 0.08,
        fill: palette[i],
      }),
    ),
  ),
  "arc-whole-circle": chart([
    mark("arc", {
      x: 120,
      y: 80,
      startAngle: 0,
      endAngle: 6.283185307179586,
      innerRadius: 30,
      outerRadius: 70,
      fill: "#72b7b2",
      stroke: "#333",
    }),
  ]),
  "rounded-corners": chart([
    mark("rect", { x: 10, y: 10, width: 60, height: 60, cornerRadius: 15, fill: "#4c78a8" }),
    mark("rect", {
      x: 90,
      y: 10,
      width: 60,
      height: 60,
      cornerRadiusTopLeft: 25,
      cornerRadiusBottomRight: 25,
      fill: "#e45756",
    }),
    mark("rect", {
      x: 170,
      y: 10,
      width: 60,
      height: 60,
      cornerRadius: 80,
      fill: "#54a24b",
      stroke: "#000",
      strokeWidth: 2,
    }),
    mark("rect", { x: 10, y: 90, width: 220, height: 20, cornerRadius: 10, fill: "#f58518" }),
  ]),
  "stroke-offset-and-foreground": chart([
    mark(
      "group",
      { x: 20, y: 20, width: 150, height: 100, fill: "#eef", stroke: "#000", strokeWidth: 5, strokeForeground: true },
      { marks: [mark("symbol", { x: 0, y: 0, size: 4000, fill: "#e45756" })] },
    ),
  ]),
  "trail-and-lines": chart(
    [
      mark(
        "trail",
        { x: { field: "x" }, y: { field: "y" }, size: { field: "s" }, fill: "#4c78a8" },
        { from: { data: "points" } },
      ),
      mark(
        "line",
        {
          x: { field: "x" },
          y: { field: "z" },
          interpolate: "cardinal",
          tension: 0.2,
          stroke: "#e45756",
          strokeWidth: 2,
        },
        { from: { data: "points" } },
      ),
    ],
    {
      data: [
        {
          name: "points",
          values: [0, 1, 2, 3, 4, 5].map((i) => ({
            x: 20 + i * 40,
            y: 60 + 30 * (i % 2),
            z: 130 - 20 * (i % 3),
            s: 2 + i * 3,
          })),
        },
      ],
    },
  ),
  ...Object.fromEntries(
    ["basis", "cardinal", "catmull-rom", "linear", "monotone", "natural", "step", "step-after", "step-before"].map(
      (interpolate) => [
        `interpolate-${interpolate}`,
        chart(
          [
            mark(
              "area",
              { x: { field: "x" }, y: { field: "y" }, y2: 150, interpolate, fill: "#9ecae9" },
              { from: { data: "points" } },
            ),
            mark(
              "line",
              {
                x: { field: "x" },
                y: { field: "y" },
                interpolate,
                stroke: "#333",
                defined: { signal: "datum.x !== 110" },
              },
              { from: { data: "points" } },
            ),
          ],
          {
            data: [
              {
                name: "points",
                values: [
                  [10, 100],
                  [40, 30],
                  [80, 90],
                  [110, 20],
                  [150, 60],
                  [180, 120],
                  [230, 40],
                ].map(([x, y]) => ({ x, y })),
              },
            ],
          },
        ),
      ],
    ),
  ),
  "line-closed-and-broken": chart(
    [
      mark(
        "line",
        { x: { field: "x" }, y: { field: "y" }, interpolate: "linear-closed", stroke: "#333", fill: "#fee" },
        { from: { data: "points" } },
      ),
      mark(
        "line",
        { x: { field: "x", offset: 110 }, y: { field: "y" }, stroke: "#e45756", defined: { signal: "datum.x !== 60" } },
        { from: { data: "points" } },
      ),
    ],
    {
      data: [
        {
          name: "points",
          values: [
            [20, 20],
            [60, 100],
            [90, 60],
            [70, 30],
          ].map(([x, y]) => ({ x, y })),
        },
      ],
    },
  ),
  "area-horizontal": chart(
    [
      mark(
        "area",
        { orient: "horizontal", y: { field: "y" }, x: { field: "x" }, x2: 0, fill: "#72b7b2", stroke: "#333" },
        { from: { data: "points" } },
      ),
    ],
    {
      data: [
        {
          name: "points",
          values: [
            [100, 10],
            [180, 50],
            [60, 90],
            [200, 150],
          ].map(([x, y]) => ({ x, y })),
        },
      ],
    },
  ),
  "symbols-all": chart(
    [
      "circle",
      "square",
      "cross",
      "diamond",
      "triangle-up",
      "triangle-down",
      "triangle-left",
      "triangle-right",
      "arrow",
      "wedge",
      "triangle",
      "stroke",
      "M-1,-1H1V1H-1Z M-0.5,-0.5V0.5H0.5V-0.5Z",
    ].map((shape, i) =>
      mark("symbol", {
        shape,
        x: 25 + (i % 5) * 46,
        y: 30 + Math.floor(i / 5) * 50,
        size: 500,
        fill: "#9ecae9",
        stroke: "#333",
        strokeWidth: 1.5,
      }),
    ),
  ),
  "symbols-turned": chart(
    [0, 30, 90, 200].map((angle, i) =>
      mark("symbol", { shape: "arrow", x: 30 + i * 60, y: 80, size: 1500, angle, fill: "#4c78a8" }),
    ),
  ),
  "rules-in-all-directions": chart(
    [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
      mark("rule", {
        x: 120,
        y: 80,
        x2: 120 + 100 * Math.cos(i),
        y2: 80 + 70 * Math.sin(i),
        stroke: palette[i % 5],
        strokeWidth: 1 + i,
      }),
    ),
  ),
  "z-order": chart([
    mark("symbol", { x: 80, y: 80, size: 9000, fill: "#4c78a8", zindex: 1 }),
    mark("symbol", { x: 130, y: 80, size: 9000, fill: "#e45756" }),
  ]),
  "images-in-the-spec": chart([
    mark("image", { url: pixel, x: 10, y: 10, width: 100, height: 60, aspect: false, smooth: false }),
    mark("image", { url: pixel, x: 230, y: 10, width: 80, height: 80, align: "right", smooth: false, opacity: 0.5 }),
    mark("image", {
      url: pixel,
      x: 60,
      y: 150,
      width: 100,
      height: 40,
      align: "center",
      baseline: "bottom",
      smooth: false,
    }),
  ]),
  "background-and-frames": chart([mark("rect", { x: 20, y: 20, width: 50, height: 50, fill: "#e45756" })], {
    background: "#f0f0e8",
    encode: { enter: { stroke: { value: "#000" }, strokeWidth: { value: 2 }, fill: { value: "#fff" } } },
  }),
};

const typography: Readonly<Record<string, Spec>> = {
  "text-aligns": chart([
    ...crosses,
    mark("rule", { x: 120, y: 0, y2: 160, stroke: "#ddd" }),
    ...texts((i) => ({ align: ["left", "center", "right", "left", "right"][i], dx: [0, 0, 0, 8, -8][i] })),
  ]),
  "text-baselines": chart([
    ...crosses,
    ...texts((i) => ({ align: "center", baseline: ["alphabetic", "top", "middle", "bottom", "line-top"][i] })),
  ]),
  "text-line-bottom": chart([...crosses, ...texts((i) => ({ baseline: "line-bottom", lineHeight: 10 + i * 4 }))]),
  "text-angles": chart(
    [0, 30, 45, 90, 135, 180, 270, -30].map((angle, i) =>
      mark("text", {
        x: 30 + (i % 4) * 60,
        y: 50 + Math.floor(i / 4) * 70,
        angle,
        text: `${angle} degrees`,
        align: i % 2 === 0 ? "left" : "center",
        baseline: "middle",
      }),
    ),
  ),
  "text-limits": chart(
    texts((i) => ({
      text: "A label that is much too long for its place",
      limit: 40 + i * 50,
      align: ["left", "center", "right", "left", "center"][i],
      ...(i === 3 ? { ellipsis: "->" } : {}),
    })),
  ),
  "text-lines": chart([
    mark("text", { x: 20, y: 30, text: ["one", "two lines", "and three"], lineHeight: 14 }),
    mark("text", {
      x: 120,
      y: 80,
      text: "split|by a|break",
      lineBreak: "|",
      align: "center",
      baseline: "middle",
      fontSize: 13,
    }),
    mark("text", { x: 220, y: 150, text: ["bottom", "of two"], baseline: "bottom", align: "right", angle: -20 }),
  ]),
  "text-families-and-weights": chart(
    [
      ["serif", "normal", "normal"],
      ["Georgia, serif", "bold", "normal"],
      ["monospace", 400, "normal"],
      ["Helvetica Neue, Arial", 600, "italic"],
      ["Times", "bold", "italic"],
      ["Courier New", 700, "normal"],
    ].map(([font, fontWeight, fontStyle], i) =>
      mark("text", {
        x: 10,
        y: 20 + i * 24,
        font,
        fontWeight,
        fontStyle,
        fontSize: 14,
        text: "Quick 0123 brown AVA fi",
      }),
    ),
  ),
  "text-strokes": chart([
    mark("text", {
      x: 20,
      y: 60,
      text: "Outline",
      fontSize: 48,
      fontWeight: "bold",
      fill: "#fff",
      stroke: "#4c78a8",
      strokeWidth: 2,
    }),
    mark("text", { x: 20, y: 130, text: "Only", fontSize: 48, stroke: "#e45756", strokeWidth: 1, strokeDash: [3, 2] }),
  ]),
  "text-opacity": chart([
    mark("rect", { x: 0, y: 60, width: 240, height: 40, fill: "#ccc" }),
    ...texts((i) => ({ opacity: i / 4, fontSize: 18 })),
  ]),
  "text-polar": chart(
    [0, 1, 2, 3, 4, 5].map((i) =>
      mark("text", { x: 120, y: 80, radius: 60, theta: i, text: `t${i}`, align: "center" }),
    ),
  ),
  "text-chinese": chart([
    mark("text", { x: 10, y: 40, text: "北京高技术产业 30.1%", fontSize: 18 }),
    mark("text", { x: 10, y: 80, text: "占比（%）：2018—2021年", fontSize: 14, fontWeight: "bold" }),
    mark("text", { x: 230, y: 130, text: "研发强度, R&D intensity", align: "right" }),
  ]),
  "text-hebrew-and-arabic": chart([
    mark("text", { x: 230, y: 40, text: "שלום עולם", align: "right", fontSize: 20 }),
    mark("text", { x: 230, y: 90, text: "مرحبا بالعالم", align: "right", fontSize: 20 }),
    mark("text", { x: 10, y: 140, text: "ABC שלום 123", fontSize: 16 }),
  ]),
  "text-symbols": chart([
    mark("text", { x: 10, y: 40, text: "→ ≥ ± × ÷ ∑ √ ° µ € £ ½", fontSize: 18 }),
    mark("text", { x: 10, y: 90, text: "● ▲ ■ ★ ✓", fontSize: 18 }),
    mark("text", { x: 10, y: 130, text: "Ångström Čeština Ελληνικά Русский", fontSize: 13 }),
  ]),
  "text-spaces-and-entities": chart([
    mark("text", { x: 10, y: 40, text: "  a  <b> & \"c\" 'd'  ", fontSize: 16 }),
    mark("text", { x: 10, y: 80, text: 1234.5 }),
    mark("text", { x: 10, y: 110, text: "" }),
    mark("text", { x: 10, y: 130, text: true }),
  ]),
  "text-small-and-large": chart(
    [4, 7, 11, 24, 60].map((fontSize, i) => mark("text", { x: 10 + i * 22, y: 100, fontSize, text: "Ag" })),
  ),
};

const world = { name: "world", url: "data/world-110m.json", format: { type: "topojson", feature: "countries" } };

function map(type: string, more: Spec = {}): Spec {
  return chart(
    [
      mark(
        "shape",
        { stroke: "#ccc", strokeWidth: 0.5 },
        { from: { data: "graticule" }, transform: [{ type: "geoshape", projection: "p" }] },
      ),
      mark(
        "shape",
        { fill: "#9ecae9", stroke: "#fff", strokeWidth: 0.5 },
        { from: { data: "world" }, transform: [{ type: "geoshape", projection: "p" }] },
      ),
    ],
    {
      width: 360,
      height: 220,
      data: [world, { name: "graticule", transform: [{ type: "graticule" }] }],
      projections: [{ name: "p", type, fit: { signal: "data('world')" }, size: [360, 220], ...more }],
    },
  );
}

const maps: Readonly<Record<string, Spec>> = Object.fromEntries([
  ...[
    "azimuthalEqualArea",
    "azimuthalEquidistant",
    "conicConformal",
    "conicEqualArea",
    "conicEquidistant",
    "equalEarth",
    "equirectangular",
    "gnomonic",
    "mercator",
    "mollweide",
    "naturalEarth1",
    "orthographic",
    "stereographic",
    "transverseMercator",
  ].map(
    (type) =>
      [
        `map-${type}`,
        type === "gnomonic" || type === "stereographic" || type.startsWith("azimuthal")
          ? map(type, { fit: undefined, scale: 90, translate: [180, 110], clipAngle: 80 })
          : map(type),
      ] as const,
  ),
  [
    "map-albers-usa",
    chart(
      [
        mark(
          "shape",
          { fill: "#eee", stroke: "#999" },
          { from: { data: "states" }, transform: [{ type: "geoshape", projection: "p" }] },
        ),
        mark(
          "symbol",
          { x: { field: "x" }, y: { field: "y" }, size: 12, fill: "#e45756" },
          { from: { data: "capitals" } },
        ),
      ],
      {
        width: 360,
        height: 220,
        data: [
          { name: "states", url: "data/us-10m.json", format: { type: "topojson", feature: "states" } },
          {
            name: "capitals",
            url: "data/us-state-capitals.json",
            transform: [{ type: "geopoint", projection: "p", fields: ["lon", "lat"] }],
          },
        ],
        projections: [{ name: "p", type: "albersUsa", scale: 450, translate: [180, 110] }],
      },
    ),
  ],
]);

const numbers = {
  name: "numbers",
  transform: [
    { type: "sequence", start: 0, stop: 80, as: "i" },
    { type: "formula", as: "x", expr: "(datum.i * 37) % 100" },
    { type: "formula", as: "y", expr: "(datum.i * 53 + 11) % 100" },
  ],
};
const plane = {
  scales: [
    { name: "x", domain: [0, 100], range: "width" },
    { name: "y", domain: [0, 100], range: "height" },
  ],
};
const cell = (type: string, steps: readonly object[], marks: readonly object[]): Spec =>
  chart(marks, {
    ...plane,
    data: [numbers, { name: "out", source: "numbers", transform: steps }],
    description: `transform ${type}`,
  });
const dots = mark(
  "symbol",
  { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, size: 20, fill: "#333" },
  { from: { data: "numbers" } },
);
const tree = {
  name: "tree",
  url: "data/flare.json",
  transform: [{ type: "stratify", key: "id", parentKey: "parent" }],
};

const transforms: Readonly<Record<string, Spec>> = {
  voronoi: cell(
    "voronoi",
    [
      { type: "formula", as: "px", expr: "scale('x', datum.x)" },
      { type: "formula", as: "py", expr: "scale('y', datum.y)" },
      { type: "voronoi", x: "px", y: "py", size: [{ signal: "width" }, { signal: "height" }] },
    ],
    [mark("path", { path: { field: "path" }, stroke: "#4c78a8" }, { from: { data: "out" } }), dots],
  ),
  "density-contours": chart(
    [
      mark(
        "shape",
        { stroke: "#fff", strokeWidth: 0.5, fill: { signal: "'rgba(76,120,168,' + (0.1 + 0.1 * datum.k) + ')'" } },
        { from: { data: "contours" }, transform: [{ type: "geoshape", field: "datum.contour" }] },
      ),
      dots,
    ],
    {
      ...plane,
      data: [
        numbers,
        {
          name: "density",
          source: "numbers",
          transform: [
            {
              type: "kde2d",
              size: [{ signal: "width" }, { signal: "height" }],
              x: { expr: "scale('x', datum.x)" },
              y: { expr: "scale('y', datum.y)" },
              bandwidth: [20, 20],
            },
          ],
        },
        {
          name: "contours",
          source: "density",
          transform: [
            { type: "isocontour", field: "grid", levels: 5 },
            { type: "window", ops: ["row_number"], as: ["k"] },
          ],
        },
      ],
    },
  ),
  treemap: chart(
    [
      mark(
        "rect",
        {
          x: { field: "x0" },
          y: { field: "y0" },
          x2: { field: "x1" },
          y2: { field: "y1" },
          fill: { signal: "datum.children ? '#eee' : '#9ecae9'" },
          stroke: "#fff",
        },
        { from: { data: "tree" } },
      ),
    ],
    {
      data: [
        {
          ...tree,
          transform: [
            ...tree.transform,
            {
              type: "treemap",
              field: "size",
              sort: { field: "value" },
              round: true,
              size: [{ signal: "width" }, { signal: "height" }],
            },
          ],
        },
      ],
    },
  ),
  "circle-packing": chart(
    [
      mark(
        "symbol",
        {
          shape: "circle",
          x: { field: "x" },
          y: { field: "y" },
          size: { signal: "4 * datum.r * datum.r" },
          fill: { signal: "datum.children ? '#f4f4f4' : '#72b7b2'" },
          stroke: "#ccc",
          strokeWidth: 0.5,
        },
        { from: { data: "tree" } },
      ),
    ],
    {
      width: 300,
      height: 300,
      data: [
        {
          ...tree,
          transform: [...tree.transform, { type: "pack", field: "size", sort: { field: "value" }, size: [300, 300] }],
        },
      ],
    },
  ),
  sunburst: chart(
    [
      mark(
        "arc",
        {
          x: 150,
          y: 150,
          startAngle: { field: "a0" },
          endAngle: { field: "a1" },
          innerRadius: { field: "r0" },
          outerRadius: { field: "r1" },
          fill: { signal: "['#4c78a8', '#f58518', '#e45756', '#72b7b2', '#54a24b'][datum.depth]" },
          stroke: "#fff",
          strokeWidth: 1,
        },
        { from: { data: "tree" } },
      ),
    ],
    {
      width: 300,
      height: 300,
      data: [
        {
          ...tree,
          transform: [
            ...tree.transform,
            {
              type: "partition",
              field: "size",
              sort: { field: "value" },
              size: [{ signal: "2 * PI" }, 150],
              as: ["a0", "r0", "a1", "r1", "depth", "children"],
            },
          ],
        },
      ],
    },
  ),
  "tree-links": chart(
    [
      mark("path", { path: { field: "path" }, stroke: "#bbb" }, { from: { data: "links" } }),
      mark("symbol", { x: { field: "x" }, y: { field: "y" }, size: 12, fill: "#4c78a8" }, { from: { data: "tree" } }),
      mark(
        "text",
        { x: { field: "x" }, y: { field: "y" }, text: { field: "name" }, dx: 4, fontSize: 5, baseline: "middle" },
        { from: { data: "tree" } },
      ),
    ],
    {
      width: 400,
      height: 900,
      data: [
        {
          ...tree,
          transform: [
            ...tree.transform,
            { type: "tree", method: "tidy", size: [900, 320], as: ["y", "x", "depth", "children"] },
          ],
        },
        {
          name: "links",
          source: "tree",
          transform: [{ type: "treelinks" }, { type: "linkpath", orient: "horizontal", shape: "diagonal" }],
        },
      ],
    },
  ),
  "link-shapes": chart(
    ["line", "curve", "arc", "diagonal", "orthogonal"].map((shape, i) =>
      mark("path", { path: { field: "path" }, stroke: palette[i], strokeWidth: 2 }, { from: { data: shape } }),
    ),
    {
      data: ["line", "curve", "arc", "diagonal", "orthogonal"].map((shape) => ({
        name: shape,
        values: [{ source: { x: 20, y: 30 }, target: { x: 220, y: 130 } }],
        transform: [{ type: "linkpath", shape }],
      })),
    },
  ),
  "force-layout": chart(
    [
      mark(
        "rule",
        {
          x: { field: "source.x" },
          y: { field: "source.y" },
          x2: { field: "target.x" },
          y2: { field: "target.y" },
          stroke: "#ccc",
        },
        { from: { data: "edges" } },
      ),
      mark("symbol", { x: { field: "x" }, y: { field: "y" }, size: 40, fill: "#e45756" }, { from: { data: "nodes" } }),
    ],
    {
      width: 300,
      height: 300,
      data: [
        { name: "edges", url: "data/miserables.json", format: { type: "json", property: "links" } },
        {
          name: "nodes",
          url: "data/miserables.json",
          format: { type: "json", property: "nodes" },
          transform: [
            {
              type: "force",
              static: true,
              iterations: 40,
              forces: [
                { force: "center", x: 150, y: 150 },
                { force: "nbody", strength: -10 },
                { force: "link", links: "edges", distance: 15 },
              ],
            },
          ],
        },
      ],
    },
  ),
  beeswarm: cell(
    "force",
    [
      { type: "formula", as: "wanted", expr: "scale('x', datum.x)" },
      { type: "formula", as: "middle", expr: "80" },
      {
        type: "force",
        static: true,
        iterations: 30,
        forces: [
          { force: "collide", radius: 4 },
          { force: "x", x: "wanted" },
          { force: "y", y: "middle" },
        ],
      },
    ],
    [
      mark(
        "symbol",
        { x: { field: "x" }, y: { field: "y" }, size: 40, fill: "#54a24b", stroke: "#fff" },
        { from: { data: "out" } },
      ),
    ],
  ),
  "labels-apart": {
    width: 300,
    height: 200,
    data: [
      {
        name: "movies",
        url: "data/movies.json",
        transform: [
          {
            type: "filter",
            expr: "datum['IMDB Rating'] != null && datum['Rotten Tomatoes Rating'] != null && datum.Title && datum['US Gross'] > 2e8",
          },
        ],
      },
    ],
    scales: [
      { name: "x", domain: { data: "movies", field: "Rotten Tomatoes Rating" }, range: "width" },
      { name: "y", domain: { data: "movies", field: "IMDB Rating" }, range: "height" },
    ],
    marks: [
      {
        type: "symbol",
        name: "points",
        from: { data: "movies" },
        encode: {
          enter: {
            x: { scale: "x", field: "Rotten Tomatoes Rating" },
            y: { scale: "y", field: "IMDB Rating" },
            size: { value: 20 },
            fill: { value: "steelblue" },
          },
        },
      },
      {
        type: "text",
        from: { data: "points" },
        encode: { enter: { text: { field: "datum.Title" }, fontSize: { value: 8 } } },
        transform: [
          {
            type: "label",
            size: { signal: "[width, height]" },
            anchor: ["top", "bottom", "right", "left"],
            offset: [1],
            avoidBaseMark: false,
          },
        ],
      },
    ],
  },
  "words-by-size": chart(
    [
      mark(
        "text",
        {
          align: "center",
          baseline: "alphabetic",
          fill: "#4c78a8",
          x: { field: "x" },
          y: { field: "y" },
          text: { field: "text" },
          angle: { field: "angle" },
          fontSize: { field: "fontSize" },
        },
        { from: { data: "words" } },
      ),
    ],
    {
      data: [
        {
          name: "words",
          values: ["vega", "chart", "report", "table", "figure", "ink"].map((text, i) => ({
            text,
            x: 40 + (i % 3) * 70,
            y: 50 + i * 18,
            angle: [0, -20, 20][i % 3],
            fontSize: 10 + i * 3,
          })),
        },
      ],
    },
  ),
  "regression-and-loess": chart(
    [
      dots,
      ...["linear", "quad", "poly"].map((method, i) =>
        mark(
          "line",
          { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, stroke: palette[i], strokeWidth: 2 },
          { from: { data: method } },
        ),
      ),
      mark(
        "line",
        { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, stroke: "#000", strokeDash: [4, 2] },
        { from: { data: "loess" } },
      ),
    ],
    {
      ...plane,
      data: [
        numbers,
        ...["linear", "quad", "poly"].map((method) => ({
          name: method,
          source: "numbers",
          transform: [{ type: "regression", method, x: "x", y: "y", extent: [0, 100], as: ["x", "y"] }],
        })),
        {
          name: "loess",
          source: "numbers",
          transform: [{ type: "loess", x: "x", y: "y", bandwidth: 0.4, as: ["x", "y"] }],
        },
      ],
    },
  ),
  "wind-vectors": chart(
    [
      mark(
        "symbol",
        {
          shape: "wedge",
          x: { scale: "x", field: "longitude" },
          y: { scale: "y", field: "latitude" },
          angle: { field: "dir" },
          size: { signal: "20 * datum.speed" },
          fill: { scale: "c", field: "dir" },
        },
        { from: { data: "wind" } },
      ),
    ],
    {
      data: [{ name: "wind", url: "data/windvectors.csv", format: { type: "csv", parse: "auto" } }],
      scales: [
        { name: "x", domain: { data: "wind", field: "longitude" }, range: "width", zero: false },
        { name: "y", domain: { data: "wind", field: "latitude" }, range: "height", zero: false },
        { name: "c", type: "linear", domain: [0, 360], range: { scheme: "rainbow" } },
      ],
    },
  ),
  "volcano-isocontours": chart(
    [
      mark(
        "shape",
        { stroke: "#ccc", strokeWidth: 0.5, fill: { scale: "c", field: "contour.value" } },
        { from: { data: "contours" }, transform: [{ type: "geoshape", field: "datum.contour" }] },
      ),
    ],
    {
      width: 348,
      height: 244,
      data: [
        { name: "volcano", url: "data/volcano.json" },
        {
          name: "contours",
          source: "volcano",
          transform: [
            {
              type: "isocontour",
              scale: { expr: "width / datum.width" },
              smooth: true,
              thresholds: { signal: "sequence(90, 195, 10)" },
            },
          ],
        },
      ],
      scales: [{ name: "c", type: "linear", domain: [90, 190], range: { scheme: "blueorange" } }],
    },
  ),
};

const guides: Readonly<Record<string, Spec>> = {
  "axes-everywhere": chart([], {
    ...plane,
    axes: [
      { orient: "bottom", scale: "x", title: "bottom", grid: true, tickCount: 5 },
      { orient: "top", scale: "x", title: "top", labelAngle: 40, labelAlign: "right" },
      { orient: "left", scale: "y", title: "left", gridDash: [2, 2], grid: true },
      { orient: "right", scale: "y", title: "right", titleAngle: 0, offset: 10, domainColor: "red", tickCap: "round" },
    ],
    title: { text: ["A title", "of two lines"], subtitle: "and a subtitle", anchor: "start", frame: "group" },
  }),
  ...Object.fromEntries(
    [
      ["log", { domain: [1, 10_000] }],
      ["pow", { exponent: 3, domain: [0, 10] }],
      ["sqrt", { domain: [0, 100] }],
      ["symlog", { domain: [-100, 100] }],
      ["utc", { domain: [0, 31_536_000_000] }],
      ["band", { domain: ["a", "b", "c"], padding: 0.3 }],
      ["point", { domain: ["a", "b", "c"], padding: 0.5 }],
      ["bin-ordinal", { bins: { step: 10, start: 0, stop: 60 }, domain: [0, 10, 20, 30, 40, 50, 60] }],
    ].flatMap(([type, more]) =>
      type === "bin-ordinal"
        ? []
        : [
            [
              `scale-${String(type)}`,
              chart([], {
                scales: [{ name: "s", type, range: "width", ...(more as object) }],
                axes: [{ orient: "bottom", scale: "s", title: String(type), grid: true }],
              }),
            ],
          ],
    ),
  ),
  ...Object.fromEntries(
    [
      ["ordinal", "symbol", { type: "ordinal", domain: ["alpha", "beta", "gamma"], range: { scheme: "tableau10" } }],
      ["linear", "gradient", { type: "linear", domain: [0, 100], range: { scheme: "viridis" } }],
      ["diverging", "gradient", { type: "linear", domain: [-10, 0, 10], range: ["#e45756", "#fff", "#4c78a8"] }],
      ["quantize", "gradient", { type: "quantize", domain: [0, 100], range: { scheme: "blues", count: 5 } }],
      ["threshold", "gradient", { type: "threshold", domain: [10, 20, 50], range: { scheme: "greens", count: 4 } }],
      [
        "quantile",
        "gradient",
        { type: "quantile", domain: [1, 2, 3, 5, 8, 13, 21], range: { scheme: "oranges", count: 4 } },
      ],
    ].flatMap(([name, type, scale]) =>
      ["right", "bottom", "top-left"].map((orient) => [
        `legend-${String(name)}-${orient}`,
        chart([mark("rect", { width: 240, height: 160, fill: "#f4f4f4" })], {
          scales: [{ name: "c", ...(scale as object) }],
          legends: [
            {
              fill: "c",
              type,
              title: `A ${String(name)} scale`,
              orient,
              ...(orient === "top-left" ? { fillColor: "#fff", strokeColor: "#999", padding: 6, cornerRadius: 4 } : {}),
            },
          ],
        }),
      ]),
    ),
  ),
  "legend-sizes-and-shapes": chart([], {
    scales: [
      { name: "s", type: "sqrt", domain: [0, 100], range: [0, 900] },
      { name: "h", type: "ordinal", domain: ["a", "b", "c"], range: ["circle", "cross", "triangle-up"] },
    ],
    legends: [
      { size: "s", title: "size", symbolFillColor: "#ddd", columns: 2 },
      { shape: "h", title: "shape", orient: "left", symbolStrokeColor: "#e45756" },
    ],
  }),
  "groups-in-a-grid": chart(
    [
      {
        type: "group",
        from: { facet: { data: "numbers", name: "part", groupby: "k" } },
        encode: { enter: { width: { value: 80 }, height: { value: 60 }, stroke: { value: "#ccc" } } },
        title: { text: { signal: "'part ' + parent.k" } },
        axes: [{ orient: "bottom", scale: "px", tickCount: 3 }],
        marks: [
          mark(
            "symbol",
            { x: { scale: "px", field: "x" }, y: { signal: "60 - datum.y * 0.6" }, size: 10, fill: "#4c78a8" },
            { from: { data: "part" } },
          ),
        ],
      },
    ],
    {
      data: [{ ...numbers, transform: [...numbers.transform, { type: "formula", as: "k", expr: "datum.i % 6" }] }],
      layout: { columns: 3, padding: 20, bounds: "full", align: "all" },
      scales: [{ name: "px", domain: [0, 100], range: [0, 80] }],
    },
  ),
  "signals-and-sizes": chart(
    [mark("rect", { width: { signal: "width / 2" }, height: { signal: "height" }, fill: "#9ecae9" })],
    { width: 100, signals: [{ name: "width", update: "40 * 5" }], autosize: "pad" },
  ),
  "autosize-fit": chart([dots], {
    ...plane,
    data: [numbers],
    autosize: { type: "fit", contains: "padding" },
    axes: [
      { orient: "bottom", scale: "x", title: "x" },
      { orient: "left", scale: "y", title: "y" },
    ],
  }),
  "autosize-none": chart([dots], {
    ...plane,
    data: [numbers],
    autosize: "none",
    padding: 20,
    axes: [{ orient: "bottom", scale: "x", title: "cut off", offset: 4 }],
  }),
  "config-of-its-own": chart([], {
    ...plane,
    config: {
      axis: { labelFont: "serif", labelFontSize: 13, labelColor: "#a00", domain: false, tickSize: 10 },
      background: "#fffbe8",
      locale: { number: { decimal: ",", thousands: ".", grouping: [3], currency: ["", " €"] } },
    },
    axes: [
      { orient: "bottom", scale: "x", format: ".1f" },
      { orient: "left", scale: "y", format: "$.2f" },
    ],
  }),
};

export const vegaSpecs: Readonly<Record<string, Spec>> = {
  ...surface,
  ...typography,
  ...maps,
  ...transforms,
  ...guides,
};
