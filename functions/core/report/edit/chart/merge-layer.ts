import { pointerTo } from "../../../json/json-pointer.ts";
import type { SpecChange } from "../edit.ts";
import { isPart, type Part } from "./chart-parts.ts";

/**
 * The changes that make of a layer, which its author may have set otherwise, what a change of the chart needs: what
 * differs between how such a layer is written before and after it. All else stays as the author has it.
 *
 * @param pointer where the layer is
 * @param layer as it is in the spec
 */
export function mergeLayer(pointer: string, layer: Part, before: Part, after: Part): SpecChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): SpecChange[] => {
    const at = pointerTo(pointer, name);
    const [old, wanted, own] = [before[name], after[name], layer[name]];
    if (same(old, wanted)) return [];
    if (wanted === undefined) return name in layer ? [{ pointer: at }] : [];
    const held = partOf(name, own);
    if (isPart(wanted) && isPart(old) && held !== undefined)
      return held === own ? mergeLayer(at, held, old, wanted) : [{ pointer: at, value: { ...held, ...wanted } }];
    if (Array.isArray(wanted) && Array.isArray(old) && Array.isArray(own) && wanted.length === own.length)
      return mergeList(at, own, old, wanted);
    return same(own, wanted) ? [] : [{ pointer: at, value: wanted }];
  });
}

function mergeList(
  pointer: string,
  own: readonly unknown[],
  before: readonly unknown[],
  after: readonly unknown[],
): SpecChange[] {
  return after.flatMap((wanted, index) => {
    const [held, old] = [own[index], before[index]];
    const at = pointerTo(pointer, index);
    if (isPart(held) && isPart(old) && isPart(wanted)) return mergeLayer(at, held, old, wanted);
    return same(held, wanted) || same(old, wanted) ? [] : [{ pointer: at, value: wanted }];
  });
}

/** A value as an object; a mark may be written as its type alone. */
function partOf(name: string, value: unknown): Part | undefined {
  if (name === "mark" && typeof value === "string") return { type: value };
  return isPart(value) ? value : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
