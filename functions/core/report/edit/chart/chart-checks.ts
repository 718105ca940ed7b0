import { BroadsheetError } from "../../../errors.ts";
import { chartHints } from "../edit-hints.ts";
import type { ChartAxisName, ChartNote, ChartType, ChartValue } from "./chart.ts";
import type { NoteSettings } from "./chart-notes.ts";
import { across, columnOf, isPart, type Part } from "./chart-parts.ts";
import { type ChartPlan, typeOf } from "./chart-plan.ts";
import { intervalEnd, sharedDetail, whyNoPoint } from "./chart-stacks.ts";

/** A chart cannot have a change as it is. */
export function chartRefused(
  code: string,
  message: string,
  seen: unknown,
  allowed?: readonly string[],
): BroadsheetError {
  const hint = chartHints[code];
  return new BroadsheetError("conflict", {
    code,
    message: `this chart cannot be changed in this way: ${message}`,
    where: { pointer: "/edit/change" },
    seen,
    ...(allowed !== undefined && { allowed }),
    ...(hint !== undefined && { hint }),
  });
}

function invalid(message: string, pointer: string, seen: unknown): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer: `/edit/change/${pointer}` },
    seen,
  });
}

/** Most characters of a title or a note. */
const longest = 300;

/** Words in a spec go through Liquid, so that they must not look like it. */
export function checkWords(text: string, pointer: string): void {
  if (text.length > longest) throw invalid(`words in a chart have at most ${longest} characters`, pointer, text.length);
  if (/\{[{%]|[\n\r\ufdd0-\ufdef]/.test(text)) throw invalid("words in a chart cannot be these", pointer, text);
}

export function checkShown(plan: ChartPlan, axis: ChartAxisName): void {
  if (plan.axes[axis].def["axis"] === null) throw chartRefused("no-axis", `its spec leaves out the axis ${axis}`, axis);
}

const numbers = /^(?:.?[<>=^])?[+\-( ]?[$#]?0?\d{0,2},?(?:\.\d{1,2})?~?[bcdefgnoprsxX%]?$/;
const times = /^(?:%[-_0]?[aAbBcdeHIjLmMpqSuUVwWxXyYZ%]|[^%{}]){1,60}$/;

export function checkPattern(pattern: string, type: ChartType): void {
  const fits = type === "temporal" ? times.test(pattern) : type === "quantitative" && numbers.test(pattern);
  if (fits) return;
  throw invalid(
    type === "temporal"
      ? "this is no pattern of dates, such as %b %Y"
      : type === "quantitative"
        ? "this is no pattern of numbers, such as ,.1f"
        : "names have no pattern",
    "format/pattern",
    pattern,
  );
}

export function checkLimits(
  { kind, values }: ChartPlan,
  axis: ChartAxisName,
  min: number | undefined,
  max: number | undefined,
): void {
  if (min !== undefined && max !== undefined && min >= max)
    throw invalid("an axis begins below its end", "domain", [min, max]);
  const cut = (min !== undefined && min > 0) || (max !== undefined && max < 0);
  if (cut && axis === values && kind !== "line" && kind !== "point")
    throw chartRefused("bars-begin-at-zero", "a bar or an area says its value by its length from zero", min ?? max);
}

/** Channels of all layers that a note can stand beside. */
const harmless = new Set(["x", "y", "color", "detail", "order", "tooltip", "description", "key", "href", "url"]);
/** Values that a single row cannot stand for. */
const counts = new Set(["count", "distinct", "valid", "missing"]);

/** Whether a note can stand in a chart. @throws BroadsheetError if not */
export function checkNote(plan: ChartPlan, note: ChartNote): void {
  checkWords(note.text, "note/text");
  const encoding = plan.view["encoding"];
  // A note leaves out the end of an interval.
  const end = intervalEnd(plan) === undefined ? undefined : `${across(plan.values)}2`;
  const odd = Object.keys(isPart(encoding) ? encoding : {}).find((name) => !harmless.has(name) && name !== end);
  if (odd !== undefined)
    throw chartRefused("chart-too-free", `its layers share the channel "${odd}", which a note does not have`, odd);
  if (note.mark === "point") {
    if (note.text.trim() === "") throw invalid("a note has words", "note/text", note.text);
    const { def } = plan[across(plan.values)];
    const reason = whyNoPoint(plan);
    if (reason !== undefined) throw chartRefused(reason.code, reason.message, note.at);
    checkValue(typeOf(def)!, note.at, "note/at");
    if (note.group !== undefined && columnOf(plan.colour?.def["field"]) === undefined)
      throw chartRefused("no-group", "its marks have no groups", note.group);
    const group = columnOf(plan.colour?.def["field"]);
    if (note.group === undefined && group !== undefined && group !== columnOf(def["field"]))
      throw invalid("a note on a mark of a group names the group", "note/group", null);
    if (note.panel !== undefined && plan.panels === undefined)
      throw chartRefused("no-panels", "no column has a panel for each of its members", note.panel);
    for (const name of ["group", "panel"] as const) {
      const value = note[name];
      if (typeof value === "string") checkWords(value, `note/${name}`);
    }
    return;
  }
  const { def } = plan[note.axis];
  const type = typeOf(def)!;
  if (type !== "temporal" && type !== "quantitative")
    throw chartRefused("no-numbers", "a line or a range stands on an axis of numbers or times", note.axis);
  const column = columnOf(def["field"]);
  const isCut = def["bin"] !== undefined && def["bin"] !== "binned";
  if (column === undefined || isCut || counts.has(String(def["aggregate"])))
    throw chartRefused("chart-too-free", "the axis shows numbers that the chart itself counts", note.axis);
  for (const [name, value] of note.mark === "line"
    ? ([["at", note.at]] as const)
    : ([
        ["from", note.from],
        ["to", note.to],
      ] as const))
    checkValue(type, value, `note/${name}`);
  if (note.mark === "range" && !(note.from < note.to))
    throw invalid("a range begins before its end", "note", [note.from, note.to]);
}

function checkValue(type: ChartType, value: ChartValue, pointer: string): void {
  if (type === "quantitative" && typeof value !== "number") throw invalid("a number stands there", pointer, value);
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?$/.test(value);
  if (type === "temporal" && (!isTime || Number.isNaN(Date.parse(String(value)))))
    throw invalid("a date stands there, such as 2026-01-31", pointer, value);
  if (typeof value === "string") checkWords(value, pointer);
}

function axisOf(def: Part): NoteSettings["x"] {
  return {
    column: columnOf(def["field"]) ?? "",
    type: typeOf(def)!,
    computed: {
      ...Object.fromEntries(["aggregate", "timeUnit"].flatMap((name) => (name in def ? [[name, def[name]]] : []))),
      // A layer would take that over from the marks.
      ...(def["bin"] === "binned" && { bin: false }),
    },
  };
}

/** What notes need to know of a chart. */
export function noteSettings(plan: ChartPlan): NoteSettings {
  const { sort } = plan[across(plan.values)].def;
  const isOwn = (axis: ChartAxisName): boolean => plan[axis].pointer.startsWith(`${plan.main.pointer}/encoding`);
  return {
    x: axisOf(plan.x.def),
    y: axisOf(plan.y.def),
    values: plan.values,
    group: columnOf(plan.colour?.def["field"]),
    panels: plan.panels,
    own: plan.layers === undefined ? [] : (["x", "y"] as const).filter(isOwn),
    end: intervalEnd(plan),
    sorted: typeof sort === "string" || isPart(sort),
    detail: sharedDetail(plan),
  };
}
