import { isSpec, type Spec } from "../spec.ts";

/** A title as Vega and Vega-Lite take it: a text, or its lines. @returns undefined for none */
export function titleText(title: unknown): string | undefined {
  const lines = [title].flat();
  const text = lines.every((line) => typeof line === "string") ? lines.join(" ").trim() : "";
  return text === "" ? undefined : text;
}

/** A channel that has a title. */
interface Declared {
  readonly field: string;
  /** How its field is called in Vega. */
  readonly matches: (name: string) => boolean;
  readonly title: string;
}

/**
 * Finds the titles that a Vega-Lite spec gives its channels, whether a guide shows them or not: an axis may be hidden,
 * and a pie's angle or a tooltip has none.
 *
 * @param spec Vega-Lite; any other spec declares nothing
 * @returns function that gives the title of a field by its name in Vega, where the title that the compiler made of the
 *   name (`Sum of amount`) or no title is the other choice
 */
export function declaredTitles(spec: Spec): (name: string, made: string | undefined) => string | undefined {
  const declared: Declared[] = [];
  visitChannels(spec, (channel) => {
    const title = titleOf(channel);
    const { field, aggregate } = channel;
    if (title === undefined) return;
    if (typeof field === "string")
      declared.push({ field, matches: namesOf(channel, field.replaceAll("\\", "")), title });
    else if (aggregate === "count")
      declared.push({ field: "Count of Records", matches: (name) => name === "__count", title });
  });
  return (name, made) => {
    const own = declared.filter(({ matches }) => matches(name));
    if (made !== undefined && (own.some(({ title }) => title === made) || !own.some(({ field }) => names(made, field))))
      return made;
    return own[0]?.title ?? made;
  };
}

/** Whether a title has a field's name among its words. */
function names(title: string, field: string): boolean {
  const at = title.indexOf(field);
  return (
    at >= 0 && !/[\p{L}\p{N}_]$/u.test(title.slice(0, at)) && !/^[\p{L}\p{N}_]/u.test(title.slice(at + field.length))
  );
}

function visitChannels(node: unknown, visit: (channel: Spec) => void): void {
  if (Array.isArray(node)) for (const item of node) visitChannels(item, visit);
  if (!isSpec(node)) return;
  for (const [key, value] of Object.entries(node)) {
    // Rows of data are no channels, and may be many.
    if (key === "data" || key === "datasets") continue;
    if (key === "encoding" && isSpec(value))
      for (const channel of Object.values(value).flat())
        for (const each of isSpec(channel) ? [channel, ...[channel["condition"]].flat()] : [])
          if (isSpec(each)) visit(each);
    visitChannels(value, visit);
  }
}

/** The guide's title is more specific than the channel's, unless it is hidden. */
function titleOf(channel: Spec): string | undefined {
  const guides = ["axis", "legend", "header"].map((guide) => channel[guide]);
  const [guide] = guides.flatMap((each) => (isSpec(each) ? (titleText(each["title"]) ?? []) : []));
  return guide ?? titleText(channel["title"]);
}

/** How Vega-Lite calls a channel's field: `sum_amount`, `yearmonth_date`, `bin_maxbins_10_amount_end`. */
function namesOf({ aggregate, timeUnit, bin }: Spec, field: string): Declared["matches"] {
  if (typeof aggregate === "string") return (name) => name === `${aggregate}_${field}`;
  const derived = (timeUnit !== undefined && timeUnit !== null) || bin === true || isSpec(bin);
  if (!derived) return (name) => name === field;
  return (name) => name.replace(/_(?:end|range|start|mid)$/, "").endsWith(`_${field}`);
}
