import { chartColours } from "../../core/report/edit/chart/chart.ts";
import { integer, objectOf, text } from "./schema-parts.ts";

const axis = { ...text, enum: ["x", "y"] } as const;
const kind = { ...text, enum: ["bar", "column", "line", "area", "point"] } as const;
const sort = { ...text, enum: ["rows", "names", "most", "least"] } as const;
const type = { ...text, enum: ["nominal", "ordinal", "temporal", "quantitative"] } as const;
const value = { type: ["number", "string", "boolean"], description: "A number, an ISO date, or a name." } as const;
const words = { ...text, maxLength: 300 } as const;
const limit = { type: ["number", "null"] } as const;

function closed(schema: ReturnType<typeof objectOf>, description: string): object {
  return { ...schema, additionalProperties: false, description };
}

const note = closed(
  objectOf(
    {
      mark: {
        ...text,
        enum: ["line", "range", "point"],
        description:
          "`line`: across the chart, at a number or a date of an `axis`; `range`: a band from one to another; `point`: words on the mark of a row, which has `at` on the axis of categories or time, its `group`, and its `panel`, or else in all panels.",
      },
      text: words,
    },
    { axis, at: value, from: value, to: value, group: value, panel: value },
  ),
  "A line, a range or a note. A line needs `axis` and `at`, a range `axis`, `from` and `to`, a point `at`.",
);

const channel = closed(
  objectOf({ column: text, type }),
  "The column of an axis, and what it holds. Its notes and its order stay, if they can.",
);

/** One change of a chart. */
export const chartChange = {
  type: "object",
  minProperties: 1,
  maxProperties: 1,
  properties: {
    kind: { ...kind, description: "One of the kinds that suit the columns." },
    x: channel,
    y: channel,
    group: {
      type: ["object", "null"],
      properties: { column: text },
      required: ["column"],
      additionalProperties: false,
      description: "The column whose members have colours; null: none.",
    },
    sort: { ...sort, description: "Of names: as the query gives them, by the names, or by the values." },
    colour: { ...text, enum: chartColours, description: "The colour of all marks, by its role in the theme." },
    labels: { type: "boolean", description: "Whether the values stand beside the marks." },
    title: closed(objectOf({ axis, text: { type: ["string", "null"] } }), "Of an axis; null: none."),
    format: closed(
      objectOf({ axis, pattern: { type: ["string", "null"], maxLength: 100 } }),
      "Of the values on an axis, as D3 writes it: `,.1f`, `%b %Y`; null: the theme's.",
    ),
    domain: closed(
      objectOf({ axis }, { min: limit, max: limit }),
      "Where an axis of numbers begins and ends; null: where the data do.",
    ),
    note,
    without: { ...integer, minimum: 0, description: "The note to take away, by its place among them, from 0." },
  },
  additionalProperties: false,
  description: "Of a chart's spec: one change, in words of the chart.",
} as const;

const describedAxis = objectOf(
  { type, shown: { type: "boolean", description: "Whether the axis itself is drawn." } },
  {
    column: text,
    aggregate: { ...text, description: "How its values are computed." },
    title: { type: ["string", "null"], description: "Null: none is printed; absent: the column's name is." },
    format: text,
    min: { type: "number" },
    max: { type: "number" },
  },
);

const axes = { type: "array", items: axis };

const offered = {
  ...objectOf({
    columns: { ...axes, description: "The axes on which another column can stand." },
    group: {
      type: "boolean",
      description: "Whether a column can have the colours; of one that has them, whether it can lose them.",
    },
    sorts: { type: "array", items: sort },
    labels: {
      type: "boolean",
      description: "Whether the values can stand beside the marks, or be taken away from there.",
    },
    lines: { ...axes, description: "The axes on which a line or a range can stand." },
    points: { type: "boolean", description: "Whether words can stand on the mark of a row." },
  }),
  description: "The changes that it can have as it is: others are refused.",
};

/** A chart as it is described. */
export const describedChart = {
  ...objectOf(
    {
      kind,
      kinds: { type: "array", items: kind, description: "The kinds that suit its columns, and that it can be." },
      x: describedAxis,
      y: describedAxis,
      values: { ...axis, description: "The axis of the values; the other one has the categories or the time." },
      labels: { type: "boolean" },
      notes: { type: "array", items: note },
      offers: offered,
    },
    {
      until: { ...text, description: "Of marks that stand for an interval each: the column at which it ends." },
      group: { ...text, description: "The column whose members have colours." },
      panels: { ...text, description: "The column whose members have a panel each." },
      colour: { ...text, enum: [...chartColours, "other"] },
      sort,
    },
  ),
  description: "Of a chart's spec: its chart, if that can be edited without the text.",
};
