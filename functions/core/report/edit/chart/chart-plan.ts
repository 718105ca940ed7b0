import { pointerTo } from "../../../json/json-pointer.ts";
import { isNoteLayer } from "./chart-notes.ts";
import { type Channel, columnOf, isPart, type Layer, markOf, type Part } from "./chart-parts.ts";
import { channelOfSpan, isSpan } from "./chart-spans.ts";
import type { ChartAxisName, ChartKind, ChartType, FreeReason } from "./chart.ts";

/** How a spec is built, if it can be edited without its text. */
export interface ChartPlan {
  /** Where the view with the marks is: the root, or the view that is repeated in panels. */
  readonly base: string;
  readonly view: Part;
  /** Undefined if there is a single view. */
  readonly layers: readonly Layer[] | undefined;
  readonly main: Layer;
  readonly kind: ChartKind;
  readonly x: Channel;
  readonly y: Channel;
  /** Where the spec says how the axes are drawn: mostly with the marks' own channels. */
  readonly axes: Readonly<Record<ChartAxisName, Channel>>;
  /** The layers that draw a line between two values of each row, along the axis of the values. */
  readonly spans: readonly Layer[];
  readonly colour: Channel | undefined;
  /** The column whose members have a panel each; undefined if there are no panels, or several columns have them. */
  readonly panels: string | undefined;
  /** The axis of the values. */
  readonly values: ChartAxisName;
}

/** Why a spec can only be edited as text. */
export interface FreeSpec {
  readonly free: FreeReason;
}

const kindsOfMarks: Readonly<Record<string, "bar" | "line" | "area" | "point">> = {
  bar: "bar",
  line: "line",
  area: "area",
  point: "point",
  circle: "point",
  square: "point",
};

/** Reads how a spec is built, or why that is too free to be edited without its text. */
export function planChart(spec: unknown): ChartPlan | FreeSpec {
  if (!isPart(spec)) return { free: "no-object" };
  const isPanels = isPart(spec["spec"]) && spec["facet"] !== undefined;
  const [base, view] = isPanels ? ["/spec", spec["spec"] as Part] : ["", spec];
  for (const name of ["concat", "hconcat", "vconcat", "repeat"])
    if (name in view || name in spec) return { free: "several-charts" };
  const layers = layersOf(base, view);
  const marked = (layers ?? [{ pointer: base, view }]).filter((each) => !isNoteLayer(each.view));
  const drawn = marked.filter((each) => markOf(each.view) !== "text");
  const main = drawn.find((each) => kindsOfMarks[markOf(each.view) ?? ""] !== undefined);
  if (main === undefined) return { free: "other-marks" };
  const [x, y] = [channelOf(base, view, main, "x"), channelOf(base, view, main, "y")];
  if (x === undefined || y === undefined) return { free: "no-axes" };
  const values = typeOf(y.def) !== "quantitative" && typeOf(x.def) === "quantitative" ? "x" : "y";
  const spans = layers?.filter((each) => isSpan(each.view, values)) ?? [];
  const apart = marked.some(
    (each) =>
      each !== main &&
      !spans.includes(each) &&
      (markOf(each.view) === "text" ? readsOwnPlaces(each.view) : hasOwnPlaces(each.view)),
  );
  if (apart) return { free: "layers-apart" };
  if (typeOf(x.def) === undefined || typeOf(y.def) === undefined) return { free: "no-types" };
  const kind = kindsOfMarks[markOf(main.view)!]!;
  return {
    base,
    view,
    layers,
    main,
    kind: kind === "bar" && values === "y" ? "column" : kind,
    x,
    y,
    axes: { x, y, [values]: axisOf(values === "x" ? x : y, spans, values) },
    spans,
    colour: channelOf(base, view, main, "color"),
    panels: isPanels && isPart(spec["facet"]) ? columnOf(spec["facet"]["field"]) : undefined,
    values,
  };
}

/** The channel that says how the axis of the values is drawn. */
function axisOf(own: Channel, spans: readonly Layer[], values: ChartAxisName): Channel {
  if ("axis" in own.def || "title" in own.def) return own;
  return spans.map((span) => channelOfSpan(span, values)).find(({ def }) => "axis" in def || "title" in def) ?? own;
}

function layersOf(base: string, view: Part): Layer[] | undefined {
  const layers = view["layer"];
  if (!Array.isArray(layers)) return undefined;
  return layers.map((each, index) => ({ pointer: `${base}/layer/${index}`, view: isPart(each) ? each : {} }));
}

/** A channel, as the marks have it: their own, or that of all layers. */
function channelOf(base: string, view: Part, main: Layer, name: string): Channel | undefined {
  for (const [pointer, holder] of [[main.pointer, main.view] as const, [base, view] as const]) {
    const encoding = holder["encoding"];
    if (!isPart(encoding)) continue;
    const def = encoding[name];
    if (isPart(def)) return { pointer: pointerTo(`${pointer}/encoding`, name), def };
  }
  return undefined;
}

const places = ["x", "y", "x2", "y2"];

/** Whether a layer stands elsewhere than the chart's marks. */
export function hasOwnPlaces({ encoding, layer }: Part): boolean {
  if (Array.isArray(layer)) return true;
  return isPart(encoding) && places.some((name) => encoding[name] !== undefined);
}

/** Whether the data say so, which another column would not change: a constant place stays right. */
function readsOwnPlaces({ encoding }: Part): boolean {
  if (!isPart(encoding)) return false;
  return places.some((name) => {
    const def = encoding[name];
    return def !== undefined && !(isPart(def) && ("value" in def || "datum" in def));
  });
}

/** What an axis holds; undefined if that is not said. */
export function typeOf(def: Part): ChartType | undefined {
  const type = def["type"];
  if (type === "nominal" || type === "ordinal" || type === "temporal" || type === "quantitative") return type;
  if (type === undefined && (def["aggregate"] !== undefined || def["bin"] === true)) return "quantitative";
  return undefined;
}
