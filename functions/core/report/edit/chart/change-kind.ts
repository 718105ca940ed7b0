import { pointerTo } from "../../../json/json-pointer.ts";
import type { SpecChange } from "../edit.ts";
import type { ChartKind } from "./chart.ts";
import { chartRefused } from "./chart-checks.ts";
import { isByValue } from "./chart-layers.ts";
import { readNote } from "./chart-notes.ts";
import { across, type Channel, isPart, markOf, type Part } from "./chart-parts.ts";
import { type ChartPlan, hasOwnPlaces } from "./chart-plan.ts";
import { channelOfSpan } from "./chart-spans.ts";
import { describeChart, limitsOf } from "./describe-chart.ts";

/** What marks of other kinds do not have, or have with another meaning. */
const ofOneKind = [
  "height",
  "width",
  "point",
  "filled",
  "size",
  "binSpacing",
  "line",
  "orient",
  "thickness",
  "shape",
  "interpolate",
];

/** The changes that draw a chart as another kind. @throws BroadsheetError `conflict` for one that it cannot be */
export function changeKind(plan: ChartPlan, kind: ChartKind): SpecChange[] {
  if (kind === plan.kind) return [];
  const suited = describeChart(plan).kinds;
  if (!suited.includes(kind))
    throw chartRefused("kind-unsuited", `a chart of these columns is no ${kind}`, kind, suited);
  const { mark } = plan.main.view;
  const at = `${plan.main.pointer}/mark`;
  const type = kind === "column" ? "bar" : kind;
  // Points may stand beside names or above them.
  const wanted = kind === "bar" ? "x" : kind === "point" ? plan.values : "y";
  const turned = wanted !== plan.values;
  const same = type === markOf(plan.main.view);
  const marks = same
    ? []
    : isPart(mark)
      ? [
          { pointer: `${at}/type`, value: type },
          ...ofOneKind.filter((name) => name in mark).map((name) => ({ pointer: pointerTo(at, name) })),
          ...(type === "point" ? [{ pointer: `${at}/filled`, value: true }] : []),
        ]
      : [{ pointer: at, value: type === "point" ? { type, filled: true } : type }];
  const sized = same && turned && isPart(mark) ? ["height", "width", "orient"].filter((name) => name in mark) : [];
  return [
    ...marks,
    ...sized.map((name) => ({ pointer: pointerTo(at, name) })),
    ...(turned ? turn(plan) : []),
    ...(type === "bar" || type === "area" ? fromZero(plan, turned) : []),
  ];
}

/** Exchanges the axes, with all that stands on them. */
function turn(plan: ChartPlan): SpecChange[] {
  const { values, base, view, main, spans } = plan;
  const to = across(values);
  const encoding = [view, main.view].flatMap((each) => (isPart(each["encoding"]) ? [each["encoding"]] : []));
  const second = ["x2", "y2", "xOffset", "yOffset"].find((name) => encoding.some((each) => name in each));
  if (second !== undefined)
    throw chartRefused("chart-too-free", `its axes cannot be exchanged, since it has the channel "${second}"`, second);
  const fixed = plan.layers?.find((each) => each !== main && !spans.includes(each) && hasOwnPlaces(each.view));
  if (fixed !== undefined && readNote(fixed.view) === undefined)
    throw chartRefused("chart-too-free", "its axes cannot be exchanged, since a text has a place of its own", to);
  const { height } = view;
  const lying = to === "x";
  const taller = lying && typeof height !== "object" && height !== undefined ? { step: 20 } : undefined;
  const lower = !lying && isPart(height) ? 180 : undefined;
  return [
    ...turnedMarks(plan),
    ...turnedSpans(plan),
    ...((taller ?? lower) === undefined ? [] : [{ pointer: `${base}/height`, value: taller ?? lower }]),
  ];
}

/** The channels of the marks, each on the other axis. */
function turnedMarks(plan: ChartPlan): SpecChange[] {
  const { x, y, values } = plan;
  const to = across(values);
  const category = plan[to].def;
  const { sort } = category;
  const exchanged = {
    [values]: turnedAxis(isByValue(sort, values) ? { ...category, sort: sort.replace(values, to) } : category),
    [to]: turnedAxis(plan[values].def),
  };
  if (holderOf(x) === holderOf(y))
    return [
      { pointer: x.pointer, value: exchanged["x"] },
      { pointer: y.pointer, value: exchanged["y"] },
    ];
  // What all layers share stays shared.
  return [
    { pointer: `${holderOf(plan[values])}/${to}`, value: exchanged[to] },
    { pointer: `${holderOf(plan[to])}/${values}`, value: exchanged[values] },
    { pointer: plan[values].pointer },
    { pointer: plan[to].pointer },
  ];
}

/** Where the channels of an encoding are. */
function holderOf({ pointer }: Channel): string {
  return pointer.slice(0, -"/x".length);
}

function turnedSpans({ spans, values }: ChartPlan): SpecChange[] {
  const to = across(values);
  return spans.flatMap((span) => {
    const { pointer, def } = channelOfSpan(span, values);
    const end = (span.view["encoding"] as Part)[`${values}2`];
    const at = holderOf({ pointer, def });
    return [
      { pointer: `${at}/${to}`, value: turnedAxis(def) },
      { pointer: `${at}/${to}2`, value: end },
      { pointer },
      { pointer: `${at}/${values}2` },
    ];
  });
}

const sides: Readonly<Record<string, string>> = { top: "right", right: "top", bottom: "left", left: "bottom" };

/** A channel for the other axis: on the side that is like its own, without what only its labels' direction needed. */
function turnedAxis(def: Part): Part {
  const { axis } = def;
  if (!isPart(axis)) return def;
  const { orient, labelAngle: _, labelPadding: __, ...kept } = axis;
  const side = sides[String(orient)] ?? orient;
  return { ...def, axis: { ...kept, ...(side !== undefined && { orient: side }) } };
}

/** A bar's length says its value only if it begins at zero, on the scale that all layers share. */
function fromZero(plan: ChartPlan, turned: boolean): SpecChange[] {
  const { x, y, values, spans } = plan;
  const to = across(values);
  const axis = turned ? to : values;
  const own = plan[values];
  const apart = `${holderOf(own)}/${axis}`;
  const main = { def: own.def, pointer: turned && holderOf(x) === holderOf(y) ? plan[to].pointer : apart };
  const others = spans.map((span) => {
    const channel = channelOfSpan(span, values);
    return { def: channel.def, pointer: `${holderOf(channel)}/${axis}` };
  });
  return [main, ...others].flatMap(zeroed);
}

function zeroed({ pointer, def }: Channel): SpecChange[] {
  const at = `${pointer}/scale`;
  const { scale } = def;
  if (!isPart(scale)) return [];
  const [min, max] = limitsOf(def);
  const isCut = (min !== undefined && min > 0) || (max !== undefined && max < 0);
  const names = [
    ...(scale["zero"] === false ? ["zero"] : []),
    ...(isCut ? ["domain", "domainMin", "domainMax"].filter((name) => name in scale) : []),
  ];
  return names.map((name) => ({ pointer: pointerTo(at, name) }));
}

/** Puts the spans above the marks, where these would cover them. */
export function spansAbove({ base, layers = [], main, kind, spans }: ChartPlan): SpecChange[] {
  if (kind === "line" || kind === "point") return [];
  const at = layers.indexOf(main);
  const covered = spans.filter((span) => layers.indexOf(span) < at);
  // The last first; the marks then stand one place before.
  return covered
    .toReversed()
    .flatMap((span, moved) => [
      { pointer: span.pointer },
      { pointer: `${base}/layer/${at - moved}`, value: span.view, insert: true },
    ]);
}
