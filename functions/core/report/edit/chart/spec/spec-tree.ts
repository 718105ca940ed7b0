import type { SpecChange } from "../../edit.ts";
import { stepsOf } from "../../../../json/json-pointer.ts";
import { scanJson } from "../../../../json/scan-json.ts";

/** A value of a JSON text, as it is written. */
export interface SpecValue {
  /** What begins an object or a list; empty for a value that is not looked into. */
  readonly open: "{" | "[" | "";
  /** What stands behind the last member, with the bracket; the whole text of a value that is not looked into. */
  tail: string;
  readonly members: SpecMember[];
}

/** A member of an object, or an element of a list. */
export interface SpecMember {
  /** Empty in a list. */
  readonly name: string;
  /** What stands between it and the member before it: spaces and a comma. */
  gap: string;
  /** Its name and the colon as they are written; empty in a list. */
  readonly label: string;
  value: SpecValue;
}

/** The steps that some pointers have, one below the other. */
export interface WantedSteps {
  readonly below: Map<string, WantedSteps>;
}

/** The steps of all changes. All elements of a list are one, since a change may shift them. */
export function wantedSteps(changes: readonly SpecChange[]): WantedSteps {
  const root: WantedSteps = { below: new Map() };
  for (const { pointer } of changes) {
    let at = root;
    for (const step of stepsOf(pointer)) {
      const next = at.below.get(anyIndex(step)) ?? { below: new Map() };
      at.below.set(anyIndex(step), next);
      at = next;
    }
  }
  return root;
}

/** What is wanted below some steps, which are those of a change. */
export function stepsBelow(wanted: WantedSteps, steps: readonly string[]): WantedSteps {
  return steps.reduce((at, step) => at.below.get(anyIndex(step))!, wanted);
}

function anyIndex(step: string | number): string {
  return /^\d+$/.test(String(step)) ? "#" : String(step);
}

/** A value that is being read. */
interface Reading {
  readonly from: number;
  readonly steps: WantedSteps | undefined;
  readonly members: SpecMember[];
  /** Where its last member has ended. */
  last: number;
  /** Its place in what holds it; undefined where nobody looks. */
  readonly member: Omit<SpecMember, "value"> | undefined;
}

/**
 * Reads a JSON text without faults once, from its beginning to its end.
 *
 * @param wanted the steps along which values are looked into; all else is kept as text
 */
export function readSpecTree(text: string, wanted: WantedSteps): SpecValue {
  const open: Reading[] = [];
  let root: SpecValue = { open: "", tail: text, members: [] };
  let key: number | undefined;
  scanJson(text, {
    key: (_, offset) => {
      key = offset;
      return undefined;
    },
    value: (offset, path) => {
      const parent = open.at(-1);
      const step = path.at(-1) ?? "";
      const begin = key ?? offset;
      key = undefined;
      const looked = parent?.steps !== undefined && parent.steps.below.size > 0;
      const member = looked
        ? {
            name: typeof step === "string" ? step : "",
            gap: text.slice(parent.last, begin),
            label: text.slice(begin, offset),
          }
        : undefined;
      const steps = parent === undefined ? wanted : parent.steps?.below.get(anyIndex(step));
      open.push({ from: offset, steps, members: [], last: offset + 1, member });
    },
    end: (offset) => {
      const { from, members, last, member, steps } = open.pop()!;
      const parent = open.at(-1);
      if (parent !== undefined) parent.last = offset;
      if (parent !== undefined && member === undefined) return;
      const first = text[from];
      const bracket = (first === "{" || first === "[") && steps !== undefined && steps.below.size > 0 ? first : "";
      const value = { open: bracket, tail: text.slice(bracket === "" ? from : last, offset), members } as const;
      if (parent === undefined) root = value;
      else parent.members.push({ ...member!, value });
    },
  });
  return root;
}

/** The text of a tree. */
export function printSpecTree(root: SpecValue): string {
  const parts: string[] = [];
  const print = ({ open, members, tail }: SpecValue): void => {
    parts.push(open);
    for (const { gap, label, value } of members) {
      parts.push(gap, label);
      print(value);
    }
    parts.push(tail);
  };
  print(root);
  return parts.join("");
}
