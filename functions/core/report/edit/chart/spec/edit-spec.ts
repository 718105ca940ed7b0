import { BroadsheetError } from "../../../../errors.ts";
import { findTooDeep, placeOfOffset, tooDeep } from "../../../../json/json-depth.ts";
import { pointerOf, pointerTo, stepsOf } from "../../../../json/json-pointer.ts";
import { editHints } from "../../edit-hints.ts";
import type { Patch, SpecChange } from "../../edit.ts";
import {
  printSpecTree,
  readSpecTree,
  stepsBelow,
  wantedSteps,
  type SpecMember,
  type SpecValue,
  type WantedSteps,
} from "./spec-tree.ts";

/**
 * The patch that sets and removes values of a chart's spec by JSON pointers. All else stays as it is written, also what
 * nobody here knows. The text is read once, however many changes there are.
 *
 * @throws BroadsheetError `invalid-template` for a file that is no JSON or nested too deep, `invalid-request` for a
 *   pointer that leads nowhere, and for changes after which the file would be read otherwise
 */
export function editSpec(file: string, source: string, changes: readonly SpecChange[]): readonly Patch[] {
  const value = parseSpec(file, source);
  const wanted = wantedSteps(changes);
  const root = readSpecTree(source.trim(), wanted);
  for (const [index, change] of changes.entries()) {
    changeTree(root, change, wanted, index);
    changeValue(value, stepsOf(change.pointer), change);
  }
  const lead = source.slice(0, source.length - source.trimStart().length);
  const text = lead + printSpecTree(root) + source.slice(source.trimEnd().length);
  checkChanged(file, text, value);
  if (text === source) return [];
  let head = 0;
  while (head < Math.min(source.length, text.length) && source[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(source.length, text.length) - head && source.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return [{ file, from: head, to: source.length - tail, text: text.slice(head, text.length - tail) }];
}

/** A chart's spec. @throws BroadsheetError `invalid-template` for a file that is no JSON or nested too deep */
export function parseSpec(file: string, text: string): unknown {
  const deep = findTooDeep(text);
  if (deep !== undefined)
    throw new BroadsheetError("invalid-template", tooDeep(file, { file, ...placeOfOffset(text, deep) }));
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

/** Refuses changes of which the file, written, says something else; such as one of a name that it has twice. */
function checkChanged(file: string, text: string, wanted: unknown): void {
  const where = { pointer: "/edit/changes" };
  if (findTooDeep(text) !== undefined) throw new BroadsheetError("invalid-request", tooDeep(file, where));
  let read: string | undefined;
  try {
    read = JSON.stringify(JSON.parse(text));
  } catch {
    // Refused below.
  }
  if (read === JSON.stringify(wanted)) return;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message: `with these changes ${file} would not be read as they are meant`,
    where,
    hint: editHints.otherValue,
  });
}

/** Makes one change in the text's tree. */
function changeTree(root: SpecValue, change: SpecChange, wanted: WantedSteps, index: number): void {
  const steps = stepsOf(change.pointer);
  if (steps.length === 0) throw leadsNowhere(change.pointer, index, []);
  let holder = root;
  let depth = 0;
  let found = memberOf(holder, steps[0]!);
  while (found !== undefined && depth < steps.length - 1) {
    holder = found.value;
    depth += 1;
    found = memberOf(holder, steps[depth]!);
  }
  if (change.insert === true) {
    insertElement(root, change, wanted, index);
    return;
  }
  if (!("value" in change)) {
    if (found !== undefined) removeMember(holder, found);
    else if (holder.open === "") throw leadsNowhere(change.pointer, index, []);
    return;
  }
  // The deepest object that is there takes what is missing.
  const inner = steps.slice(depth + 1).reduceRight<unknown>((value, step) => ({ [step]: value }), change.value);
  const value = readSpecTree(written(inner), stepsBelow(wanted, steps.slice(0, depth + 1)));
  if (found !== undefined) found.value = value;
  else if (holder.open === "{") addMember(holder, steps[depth]!, value);
  else throw leadsNowhere(change.pointer, index, pointersIn(holder, steps.slice(0, depth)));
}

/** Puts a value into a list. */
function insertElement(root: SpecValue, { pointer, value }: SpecChange, wanted: WantedSteps, index: number): void {
  const steps = stepsOf(pointer);
  const list = steps.slice(0, -1).reduce<SpecValue | undefined>((at, step) => at && memberOf(at, step)?.value, root);
  const at = Number(steps.at(-1));
  const { members, open } = list ?? { members: [], open: "" };
  if (open !== "[" || !Number.isInteger(at) || at < 0 || at > members.length)
    throw leadsNowhere(pointer, index, list === undefined ? [] : pointersIn(list, steps.slice(0, -1)));
  const added = readSpecTree(written(value), stepsBelow(wanted, steps));
  const [first] = members;
  if (first === undefined) list!.tail = " ]";
  const gap = first === undefined ? " " : first.gap;
  members.splice(at, 0, { name: "", gap: at === 0 ? gap : `,${gap === "" ? " " : gap}`, label: "", value: added });
  if (at === 0 && members[1] !== undefined) members[1].gap = `,${gap === "" ? " " : gap}`;
}

function memberOf({ open, members }: SpecValue, step: string): SpecMember | undefined {
  if (open === "[") return /^(?:0|[1-9]\d*)$/.test(step) ? members[Number(step)] : undefined;
  return members.findLast(({ name }) => name === step);
}

function removeMember(holder: SpecValue, member: SpecMember): void {
  const at = holder.members.indexOf(member);
  const next = holder.members[at + 1];
  if (at === 0 && next !== undefined) next.gap = member.gap;
  if (at === 0 && next === undefined) holder.tail = holder.tail.trimStart();
  holder.members.splice(at, 1);
}

function addMember(holder: SpecValue, name: string, value: SpecValue): void {
  const [first] = holder.members;
  const label = `${JSON.stringify(name)}: `;
  if (first === undefined) holder.tail = " }";
  const gap = first === undefined ? " " : `,${first.gap.includes("\n") ? first.gap : " "}`;
  holder.members.push({ name, gap, label, value });
}

/** The pointers that a holder has, for a message. */
function pointersIn({ open, members }: SpecValue, steps: readonly string[]): string[] {
  const parent = pointerOf(steps);
  return members.slice(0, 12).map(({ name }, index) => pointerTo(parent, open === "[" ? index : name));
}

/** A value as JSON on one line, with spaces as people write them. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${written(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A parsed spec with changes. */
export function withChanges(spec: unknown, changes: readonly SpecChange[]): unknown {
  const value = structuredClone(spec);
  for (const change of changes) changeValue(value, stepsOf(change.pointer), change);
  return value;
}

/** Makes one change in the parsed value, as the pointer is meant. What cannot be changed stays as it is. */
function changeValue(root: unknown, steps: readonly string[], change: SpecChange): void {
  const last = steps.at(-1)!;
  let at = root;
  for (const step of steps.slice(0, -1)) {
    if (!holds(at, step)) {
      if (!("value" in change)) return;
      define(at, step, {});
    }
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  // A later change may reach into the value.
  if (change.insert === true && Array.isArray(at)) {
    at.splice(Number(last), 0, structuredClone(change.value));
    return;
  }
  if ("value" in change) define(at, last, structuredClone(change.value));
  else if (holds(at, last)) {
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else delete (at as Record<string, unknown>)[last];
  }
}

function holds(value: unknown, step: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, step) && !(Array.isArray(value) && step === "length");
}

/** A name such as `__proto__` is one like all others. */
function define(holder: unknown, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
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
