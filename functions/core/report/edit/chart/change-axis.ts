import { pointerTo } from "../../../json/json-pointer.ts";
import type { ChartAxisName, ChartChange, ChartType } from "./chart.ts";
import { chartRefused, checkLimits, checkPattern, checkShown, checkWords } from "./chart-checks.ts";
import { sortBy, sortedBy } from "./chart-layers.ts";
import { readNote } from "./chart-notes.ts";
import { across, columnOf, fieldOf, isPart } from "./chart-parts.ts";
import { type ChartPlan, typeOf } from "./chart-plan.ts";
import { intervalEnd } from "./chart-stacks.ts";
import { describeChart, limitsOf, noteLayers } from "./describe-chart.ts";
import type { SpecChange } from "../edit.ts";

export function changeColumn(plan: ChartPlan, axis: ChartAxisName, column: string, type: ChartType): SpecChange[] {
  const { pointer, def } = plan[axis];
  const before = typeOf(def);
  if (columnOf(def["field"]) === column && before === type) return [];
  const isValues = axis === plan.values;
  if (isValues && type !== "quantitative")
    throw chartRefused("no-numbers", `the values of a chart are numbers, and those of "${column}" are not`, column);
  if (!isValues && plan.kind === "bar" && type === "quantitative")
    throw chartRefused("no-numbers", `bars stand for names, and "${column}" has numbers`, column);
  const belongs = isValues ? plan.spans.length > 0 : intervalEnd(plan) !== undefined;
  if (belongs)
    throw chartRefused("chart-too-free", "its marks also show columns that belong to the one it has there", column);
  const tied = noteLayers(plan).some(({ view }) => {
    const note = readNote(view)!;
    return note.mark === "point" ? !isValues : note.axis === axis && before !== type;
  });
  if (tied)
    throw chartRefused("notes-of-column", `notes stand at values of the column that "${column}" would replace`, column);
  const kept = before === type;
  const counted = def["field"] === undefined && def["aggregate"] !== undefined;
  const stale = kept ? [] : ["bin", "timeUnit", "aggregate", "sort", "scale"].filter((name) => name in def);
  const axisDef = isPart(def["axis"]) ? def["axis"] : {};
  const scale = kept && isPart(def["scale"]) ? def["scale"] : {};
  const isListed = kept && Array.isArray(def["sort"]);
  const lost = counted ? [...stale, "aggregate"] : stale;
  const left = Object.fromEntries(Object.entries(def).filter(([name]) => !lost.includes(name)));
  const after: ChartPlan = { ...plan, [axis]: { pointer, def: { ...left, field: fieldOf(column), type } } };
  return [
    { pointer: `${pointer}/field`, value: fieldOf(column) },
    ...(kept && def["type"] !== undefined ? [] : [{ pointer: `${pointer}/type`, value: type }]),
    ...(counted && kept ? [{ pointer: `${pointer}/aggregate` }] : []),
    ...stale.map((name) => ({ pointer: pointerTo(pointer, name) })),
    // Its limits and its order named values of the column before.
    ...["domain", "domainMin", "domainMax", "range"]
      .filter((name) => name in scale)
      .map((name) => ({ pointer: pointerTo(`${pointer}/scale`, name) })),
    ...(isListed ? [{ pointer: `${pointer}/sort` }] : []),
    ...(kept ? ["values"] : ["format", "tickCount", "values", "formatType"])
      .filter((name) => name in axisDef)
      .map((name) => ({ pointer: pointerTo(`${pointer}/axis`, name) })),
    ...(axis === "y" && isPart(plan.view["height"]) && (type === "temporal" || type === "quantitative")
      ? [{ pointer: `${plan.base}/height`, value: 180 }]
      : []),
    ...sortedBy(plan, after),
  ];
}

export function changeTitle(plan: ChartPlan, axis: ChartAxisName, text: string | null): SpecChange[] {
  const { pointer, def } = plan.axes[axis];
  if (text !== null) checkWords(text, "title");
  const own = "title" in def;
  if (!own) checkShown(plan, axis);
  const value = text === null || text.trim() === "" ? null : text.trim();
  const { title } = describeChart(plan)[axis];
  return title === value ? [] : [{ pointer: own ? `${pointer}/title` : `${pointer}/axis/title`, value }];
}

export function changeFormat(plan: ChartPlan, axis: ChartAxisName, pattern: string | null): SpecChange[] {
  checkShown(plan, axis);
  const { pointer, def } = plan.axes[axis];
  if (pattern !== null) checkPattern(pattern, typeOf(def)!);
  const at = `${pointer}/axis/format`;
  const described = describeChart(plan)[axis].format;
  if (described === (pattern ?? undefined)) return [];
  return [pattern === null ? { pointer: at } : { pointer: at, value: pattern }];
}

export function changeDomain(
  plan: ChartPlan,
  { axis, ...asked }: Extract<ChartChange, { domain: unknown }>["domain"],
): SpecChange[] {
  const { pointer, def } = plan[axis];
  if (typeOf(def) !== "quantitative")
    throw chartRefused("no-numbers", "only an axis of numbers begins and ends at a number", axis);
  const before = limitsOf(def);
  const { domain } = isPart(def["scale"]) ? def["scale"] : {};
  if (domain !== undefined && before.includes(undefined))
    throw chartRefused("chart-too-free", "its axis has a domain that is no pair of numbers", domain);
  const [min, max] = [asked.min, asked.max].map((value, at) =>
    value === undefined ? before[at] : (value ?? undefined),
  );
  checkLimits(plan, axis, min, max);
  const set = (name: string, value: number | undefined, old: number | undefined): SpecChange[] =>
    value === old ? [] : [{ pointer: `${pointer}/scale/${name}`, ...(value !== undefined && { value }) }];
  if (domain === undefined) return [...set("domainMin", min, before[0]), ...set("domainMax", max, before[1])];
  if (min !== undefined && max !== undefined)
    return [...set("domain/0", min, before[0]), ...set("domain/1", max, before[1])];
  return [
    { pointer: `${pointer}/scale/domain` },
    ...set("domainMin", min, undefined),
    ...set("domainMax", max, undefined),
  ];
}

export function changeSort(plan: ChartPlan, sort: Extract<ChartChange, { sort: unknown }>["sort"]): SpecChange[] {
  const category = plan[across(plan.values)];
  const type = typeOf(category.def);
  if (type !== "nominal" && type !== "ordinal")
    throw chartRefused("no-categories", "only names can be sorted; time and numbers have their own order", sort);
  if (describeChart(plan).sort === sort) return [];
  const { values } = plan;
  const byValue =
    plan.layers === undefined
      ? { most: `-${values}`, least: values }
      : { most: sortBy(plan, true), least: sortBy(plan, false) };
  const written = { rows: null, names: undefined, ...byValue }[sort];
  return [
    written === undefined
      ? { pointer: `${category.pointer}/sort` }
      : { pointer: `${category.pointer}/sort`, value: written },
  ];
}
