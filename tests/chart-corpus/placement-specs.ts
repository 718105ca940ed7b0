import type { Spec } from "../../functions/core/report/chart/spec.ts";

/** Vega specs whose labels and words avoid the pixels of other marks. */

const value = (channels: object): object =>
  Object.fromEntries(
    Object.entries(channels).map(([name, rule]) => [
      name,
      typeof rule === "object" && rule !== null ? rule : { value: rule },
    ]),
  );
const mark = (type: string, channels: object, more: object = {}): object => ({
  type,
  encode: { enter: value(channels) },
  ...more,
});
const label = (more: object): object => ({ type: "label", size: [{ signal: "width" }, { signal: "height" }], ...more });

const rated = {
  width: 480,
  height: 360,
  padding: 5,
  data: [
    {
      name: "movies",
      url: "data/movies.json",
      transform: [{ type: "filter", expr: "datum['Rotten Tomatoes Rating'] != null && datum['IMDB Rating'] != null" }],
    },
    {
      name: "fit",
      source: "movies",
      transform: [
        { type: "regression", method: "quad", x: "Rotten Tomatoes Rating", y: "IMDB Rating", as: ["u", "v"] },
      ],
    },
  ],
  scales: [
    { name: "x", domain: { data: "movies", field: "Rotten Tomatoes Rating" }, range: "width" },
    { name: "y", domain: { data: "movies", field: "IMDB Rating" }, range: "height" },
  ],
  axes: [
    { orient: "left", scale: "y", title: "IMDB Rating" },
    { orient: "bottom", scale: "x", title: "Rotten Tomatoes Rating" },
  ],
};

const driving = {
  width: 420,
  height: 320,
  padding: 5,
  data: [{ name: "driving", url: "data/driving.json" }],
  scales: [
    { name: "x", domain: { data: "driving", field: "miles" }, range: "width", nice: true, zero: false, round: true },
    { name: "y", domain: { data: "driving", field: "gas" }, range: "height", nice: true, zero: false, round: true },
  ],
  axes: [
    { orient: "top", scale: "x", grid: true },
    { orient: "left", scale: "y", grid: true },
  ],
};
const route = { x: { scale: "x", field: "miles" }, y: { scale: "y", field: "gas" } };

const stocks = {
  width: 360,
  height: 220,
  padding: 5,
  data: [
    { name: "stocks", url: "data/stocks.csv", format: { type: "csv", parse: { price: "number", date: "date" } } },
    { name: "symbols", source: "stocks", transform: [{ type: "aggregate", groupby: ["symbol"] }] },
  ],
  scales: [
    { name: "x", type: "utc", domain: { data: "stocks", field: "date" }, range: "width" },
    { name: "y", domain: { data: "stocks", field: "price" }, range: "height", nice: true },
    { name: "color", type: "ordinal", domain: { data: "stocks", field: "symbol" }, range: "category" },
  ],
  axes: [
    { orient: "bottom", scale: "x" },
    { orient: "left", scale: "y" },
  ],
};

/** Five areas that swell and shrink, with a width from 0 to 40 in each year. */
const shares = ["Construction", "Manufacturing", "Business services", "Leisure", "Wholesale trade"].flatMap(
  (series, k) =>
    Array.from({ length: 41 }, (_, year) => ({
      series,
      year,
      share: 6 + ((k * 3 + 1) % 5) * 2 + Math.max(0, 14 - Math.abs(year - 4 - 8 * k)),
    })),
);

/** Makes areas stacked over years, one in each group. */
const areas = (method: string, avoidBaseMark: boolean): Spec => ({
  width: 400,
  height: 260,
  padding: 5,
  data: [
    { name: "shares", values: shares, transform: [{ type: "stack", groupby: ["year"], field: "share" }] },
    {
      name: "series",
      source: "shares",
      transform: [{ type: "aggregate", groupby: ["series"], fields: ["share"], ops: ["sum"], as: ["sum"] }],
    },
  ],
  scales: [
    { name: "x", domain: { data: "shares", field: "year" }, range: "width" },
    { name: "y", domain: { data: "shares", field: "y1" }, range: "height" },
    { name: "color", type: "ordinal", domain: { data: "shares", field: "series" }, range: { scheme: "tableau10" } },
    { name: "size", domain: { data: "series", field: "sum" }, range: [7, 14] },
  ],
  axes: [
    { orient: "bottom", scale: "x" },
    { orient: "right", scale: "y" },
  ],
  marks: [
    {
      type: "group",
      name: "areas",
      from: {
        facet: {
          data: "shares",
          name: "facet",
          groupby: ["series"],
          aggregate: { fields: ["share"], ops: ["sum"], as: ["sum"] },
        },
      },
      marks: [
        mark(
          "area",
          {
            x: { scale: "x", field: "year" },
            y: { scale: "y", field: "y0" },
            y2: { scale: "y", field: "y1" },
            fill: { scale: "color", field: "series" },
            fillOpacity: 0.6,
          },
          { from: { data: "facet" } },
        ),
      ],
    },
    mark(
      "text",
      { text: { field: "datum.series" }, fontSize: { scale: "size", field: "datum.sum" }, fill: "#222" },
      {
        from: { data: "areas" },
        transform: [label({ method, avoidBaseMark, sort: { field: "datum.datum.sum", order: "descending" } })],
      },
    ),
  ],
});

const essay = [
  "A report answers one question for one reader. It says what was measured, on which day, by whom and how often, and it shows the numbers in the order in which the reader needs them.",
  "Tables hold numbers that are looked up; charts hold numbers that are compared. A chart shows trends, gaps and outliers at a glance, a table gives the exact figures behind the chart.",
  "Readers trust a report whose numbers add up, whose charts begin at zero, whose tables name their units and whose text says what the reader should see in the charts and in the tables.",
  "A report that runs every night must say the same thing every night when the numbers are the same: the same words, the same tables, the same charts, and the same pages in the same order.",
];

const words = (rotated: string, more: object): Spec => ({
  width: 400,
  height: 240,
  padding: 0,
  data: [
    {
      name: "words",
      values: essay,
      transform: [
        {
          type: "countpattern",
          field: "data",
          case: "upper",
          pattern: "[\\w']{3,}",
          stopwords: "(the|and|that|are|its|for|was|what|whom|when|which|whose|same|one|how|day)",
        },
        { type: "formula", as: "angle", expr: rotated },
        { type: "formula", as: "weight", expr: "datum.text == 'REPORT' ? 700 : 400" },
      ],
    },
  ],
  scales: [
    {
      name: "color",
      type: "ordinal",
      domain: { data: "words", field: "text" },
      range: ["#d5a928", "#652c90", "#939597"],
    },
  ],
  marks: [
    mark(
      "text",
      { text: { field: "text" }, align: "center", baseline: "alphabetic", fill: { scale: "color", field: "text" } },
      {
        from: { data: "words" },
        transform: [
          {
            type: "wordcloud",
            size: [400, 240],
            text: { field: "text" },
            rotate: { field: "datum.angle" },
            font: "Helvetica Neue, Arial",
            fontSize: { field: "datum.count" },
            fontWeight: { field: "datum.weight" },
            fontSizeRange: [9, 40],
            padding: 2,
            ...more,
          },
        ],
      },
    ),
  ],
});

const dots = (more: object = {}): object =>
  mark(
    "symbol",
    {
      x: { scale: "x", field: "Rotten Tomatoes Rating" },
      y: { scale: "y", field: "IMDB Rating" },
      size: 12,
      fill: "steelblue",
      fillOpacity: 0.5,
    },
    { name: "points", from: { data: "movies" }, ...more },
  );

/** Specs whose labels all stand where Vega puts them, whatever the pixels of an edge; they are part of the corpus. */
export const firmlyPlaced = ["labels-in-bars", "labels-at-the-ends-of-lines", "labels-in-areas-naive"];

export const placementSpecs: Readonly<Record<string, Spec>> = {
  "labels-of-a-scatter-plot": {
    ...rated,
    marks: [
      dots(),
      mark(
        "line",
        { x: { scale: "x", field: "u" }, y: { scale: "y", field: "v" }, stroke: "firebrick" },
        { name: "trend", from: { data: "fit" } },
      ),
      mark(
        "text",
        { text: { field: "datum.Title" }, fontSize: 8 },
        {
          from: { data: "points" },
          transform: [
            label({
              avoidMarks: ["trend"],
              anchor: ["top", "bottom", "right", "left"],
              offset: [1],
              size: [{ signal: "width + 60" }, { signal: "height" }],
            }),
          ],
        },
      ),
    ],
  },
  "labels-of-a-connected-scatter-plot": {
    ...driving,
    marks: [
      mark(
        "line",
        { ...route, interpolate: "cardinal", stroke: "#000", strokeWidth: 3 },
        { name: "route", from: { data: "driving" } },
      ),
      mark(
        "symbol",
        { ...route, fill: "#fff", stroke: "#000", strokeWidth: 1, size: 49 },
        { name: "years", from: { data: "driving" } },
      ),
      mark(
        "text",
        { text: { field: "datum.year" }, fontSize: 10, fill: "#000" },
        { from: { data: "years" }, transform: [label({ avoidMarks: ["route"], offset: [2, 5] })] },
      ),
    ],
  },
  "labels-in-bars": {
    width: 260,
    height: 140,
    padding: 5,
    data: [{ name: "t", values: [28, 3, 43, 91, 12, 81].map((v, i) => ({ k: "ABCDEF"[i], v })) }],
    scales: [
      { name: "x", domain: [0, 100], range: "width" },
      { name: "y", type: "band", domain: { data: "t", field: "k" }, range: "height", padding: 0.1 },
    ],
    axes: [{ orient: "left", scale: "y" }],
    marks: [
      mark(
        "rect",
        {
          x: { scale: "x", value: 0 },
          x2: { scale: "x", field: "v" },
          y: { scale: "y", field: "k" },
          height: { scale: "y", band: 1 },
          fill: "#9ecae9",
          stroke: "#4c78a8",
        },
        { name: "bars", from: { data: "t" } },
      ),
      mark(
        "text",
        { text: { signal: "datum.datum.v + ' per cent'" }, fontSize: 10 },
        { from: { data: "bars" }, transform: [label({ anchor: ["right", "right"], offset: [-3, 3] })] },
      ),
    ],
  },
  "labels-at-the-ends-of-lines": {
    ...stocks,
    marks: [
      {
        type: "group",
        name: "lines",
        from: { facet: { data: "stocks", name: "series", groupby: "symbol" } },
        marks: [
          mark(
            "line",
            {
              x: { scale: "x", field: "date" },
              y: { scale: "y", field: "price" },
              stroke: { scale: "color", field: "symbol" },
              strokeWidth: 2,
            },
            { from: { data: "series" } },
          ),
        ],
      },
      mark(
        "text",
        { text: { field: "datum.symbol" }, fontSize: 11 },
        {
          from: { data: "lines" },
          transform: [
            label({ lineAnchor: "end", anchor: ["right", "top-right", "bottom-right"], offset: [3], padding: null }),
          ],
        },
      ),
    ],
  },
  "labels-apart-from-dashes-and-text": {
    width: 240,
    height: 160,
    padding: 5,
    data: [
      {
        name: "t",
        values: [0, 1, 2, 3, 4, 5, 6, 7].map((i) => ({ x: 20 + i * 28, y: 40 + (i % 3) * 40, name: `point ${i}` })),
      },
    ],
    marks: [
      mark(
        "rule",
        { x: 0, x2: 240, y: 70, stroke: "#e45756", strokeWidth: 5, strokeDash: { value: [12, 6] }, strokeCap: "round" },
        { name: "rule" },
      ),
      mark(
        "text",
        { x: 120, y: 108, text: "in the way", fontSize: 26, align: "center", angle: -12, fill: "#ddd" },
        { name: "text" },
      ),
      mark(
        "path",
        {
          path: "M0,150 L30,120 L60,150 Q100,90 140,150 C160,100 200,100 240,150",
          stroke: "#54a24b",
          strokeWidth: 4,
          strokeJoin: "round",
        },
        { name: "path" },
      ),
      mark(
        "symbol",
        { x: { field: "x" }, y: { field: "y" }, size: 60, shape: "diamond", fill: "#4c78a8" },
        { name: "points", from: { data: "t" } },
      ),
      mark(
        "text",
        { text: { field: "datum.name" }, fontSize: 9 },
        { from: { data: "points" }, transform: [label({ avoidMarks: ["rule", "text", "path"], offset: [1, 4] })] },
      ),
    ],
  },
  "labels-in-areas-naive": areas("naive", true),
  "labels-in-areas-reduced-search": areas("reduced-search", true),
  "labels-in-areas-floodfill": areas("floodfill", true),
  "labels-in-areas-over-their-borders": areas("floodfill", false),
  "word-cloud": words("[-45, 0, 45][~~(random() * 3)]", {}),
  "word-cloud-upright": words("0", { spiral: "rectangular", padding: 1 }),
};
