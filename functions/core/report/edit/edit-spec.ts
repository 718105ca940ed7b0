import { BroadsheetError } from "../../errors.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import { pointerOf, stepsOf } from "../../json/json-pointer.ts";
import { scanJson } from "../../json/scan-json.ts";
import type { Patch, SpecChange } from "./edit.ts";

/** Where a value stands in a JSON text. */
interface Place {
  /** Offset of its name; that of the value for an element of a list. */
  readonly key: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The patch that sets and removes values of a chart's spec by JSON pointers. All else stays as it is written, also what
 * nobody here knows.
 *
 * @throws BroadsheetError `invalid-template` for a file that is no JSON, `invalid-request` for a pointer that leads
 *   nowhere
 */
export function editSpec(file: string, source: string, changes: readonly SpecChange[]): readonly Patch[] {
  let text = source;
  for (const [index, change] of changes.entries()) {
    const before = parse(file, text);
    const next = changeText(text, change, index);
    const wanted = changeValue(before, stepsOf(change.pointer), change);
    if (canonicalJson(parse(file, next)) !== canonicalJson(wanted))
      throw leadsNowhere(change.pointer, index, Object.keys(Object(before)));
    text = next;
  }
  if (text === source) return [];
  let head = 0;
  while (head < Math.min(source.length, text.length) && source[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(source.length, text.length) - head && source.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return [{ file, from: head, to: source.length - tail, text: text.slice(head, text.length - tail) }];
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BroadsheetError(
      "invalid-template",
      {
        code: "unreadable-source",
        message: `${file} is no JSON, so it cannot be edited on the page`,
        where: { file },
        hint: "mend it in the source first; the list of problems says where",
      },
      { cause: error },
    );
  }
}

/** The values of a JSON text by their pointers. */
function placesIn(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  let key = 0;
  let named = "";
  scanJson(text, {
    key: (_, offset, path) => {
      key = offset;
      named = pointerOf(path);
      return undefined;
    },
    value: (offset, path) => {
      const pointer = pointerOf(path);
      places.set(pointer, { key: pointer === named ? key : offset, from: offset, to: endOfValue(text, offset) });
    },
  });
  return places;
}

const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;

/** Where a value that is read without faults ends. */
function endOfValue(text: string, from: number): number {
  if (text[from] !== "{" && text[from] !== "[") {
    scalar.lastIndex = from;
    return from + (scalar.exec(text)?.[0].length ?? 0);
  }
  let depth = 0;
  for (const match of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[{[]|[\]}]/g)) {
    depth += /^[{[]$/.test(match[0]) ? 1 : /^[\]}]$/.test(match[0]) ? -1 : 0;
    if (depth === 0) return from + match.index + 1;
  }
  return text.length;
}

function changeText(text: string, change: SpecChange, index: number): string {
  const places = placesIn(text);
  const steps = stepsOf(change.pointer);
  const place = places.get(change.pointer);
  if (place !== undefined && steps.length === 0) throw leadsNowhere(change.pointer, index, []);
  if (!("value" in change)) return place === undefined ? text : withoutPlace(text, place, siblings(places, steps));
  if (place !== undefined) return text.slice(0, place.from) + written(change.value) + text.slice(place.to);
  // The deepest object that is there takes what is missing.
  let depth = steps.length - 1;
  while (depth > 0 && !places.has(pointerOf(steps.slice(0, depth)))) depth -= 1;
  const holder = places.get(pointerOf(steps.slice(0, depth)));
  if (holder === undefined || text[holder.from] !== "{")
    throw leadsNowhere(change.pointer, index, [...places.keys()].slice(1, 13));
  const value = steps.slice(depth + 1).reduceRight<unknown>((inner, step) => ({ [step]: inner }), change.value);
  const members = siblings(places, [...steps.slice(0, depth), ""]);
  const member = `${JSON.stringify(steps[depth])}: ${written(value)}`;
  const last = members.at(-1);
  if (last === undefined) return `${text.slice(0, holder.from)}{ ${member} }${text.slice(holder.to)}`;
  const space = /\s*$/.exec(text.slice(holder.from + 1, members[0]!.key))![0];
  return `${text.slice(0, last.to)},${space.includes("\n") ? space : " "}${member}${text.slice(last.to)}`;
}

/** The values beside one, in the order of the text. */
function siblings(places: ReadonlyMap<string, Place>, steps: readonly string[]): Place[] {
  const parent = pointerOf(steps.slice(0, -1));
  return [...places].flatMap(([pointer, place]) =>
    pointer.startsWith(`${parent}/`) && !pointer.slice(parent.length + 1).includes("/") ? [place] : [],
  );
}

function withoutPlace(text: string, place: Place, all: readonly Place[]): string {
  const at = all.indexOf(place);
  const [before, next] = [all[at - 1], all[at + 1]];
  if (before !== undefined) return text.slice(0, before.to) + text.slice(place.to);
  return next === undefined
    ? text.slice(0, place.key).trimEnd() + text.slice(place.to).trimStart()
    : text.slice(0, place.key) + text.slice(next.key);
}

/** A value as JSON on one line, with spaces as people write them. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${written(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A value with a change, made anew. */
function changeValue(value: unknown, [step, ...rest]: readonly string[], change: SpecChange): unknown {
  if (step === undefined) return "value" in change ? change.value : undefined;
  if (Array.isArray(value)) {
    const at = Number(step);
    if ("value" in change || rest.length > 0)
      return value.map((item: unknown, index) => (index === at ? changeValue(item, rest, change) : item));
    return value.filter((_, index) => index !== at);
  }
  const members = { ...(value as Readonly<Record<string, unknown>> | undefined) };
  if (rest.length > 0 && !Object.hasOwn(members, step) && !("value" in change)) return members;
  if (rest.length === 0 && !("value" in change)) delete members[step];
  else
    Object.defineProperty(members, step, {
      value: changeValue(members[step], rest, change),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return members;
}

function leadsNowhere(pointer: string, index: number, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "unknown-pointer",
    message: `there is nothing at ${pointer || "the root"} that could be changed`,
    where: { pointer: `/edit/changes/${index}/pointer` },
    seen: pointer,
    allowed,
  });
}
