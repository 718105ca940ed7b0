import type { ChartRequest } from "../compose/document.ts";
import type { VegaModules } from "./load-vega.ts";
import { pointerTo } from "./place-in-spec.ts";
import { isSpec, type Spec } from "./spec.ts";

/** Compilations that are tried: 3 ms each. */
const mostTries = 150;

/**
 * The innermost part of a Vega-Lite spec without which it compiles, where its schema finds no fault and Vega-Lite gives up
 * inside itself. Parts are taken out one at a time.
 *
 * @returns a JSON pointer; `undefined` where no single part is to blame
 */
export function findCulprit({ compileVegaLite }: VegaModules, { spec, dialect }: ChartRequest): string | undefined {
  if (dialect !== "vega-lite") return undefined;
  let tries = 0;
  const compiles = (candidate: unknown): boolean => {
    tries += 1;
    try {
      compileVegaLite(candidate as Parameters<typeof compileVegaLite>[0], { logger: silent as never });
      return true;
    } catch {
      return false;
    }
  };
  if (compiles(spec)) return undefined;

  /** @param rebuild the whole spec with another value in this one's place */
  const search = (value: unknown, pointer: string, rebuild: (value: unknown) => unknown): string | undefined => {
    for (const [key, member] of membersOf(value)) {
      if (tries >= mostTries) return undefined;
      if (!compiles(rebuild(without(value, key)))) continue;
      const at = pointerTo(pointer, key);
      return search(member, at, (changed) => rebuild(exchange(value, key, changed))) ?? at;
    }
    return undefined;
  };
  return search(spec, "", (value) => value);
}

const silent = { level: () => silent, error: () => silent, warn: () => silent, info: () => silent, debug: () => silent };

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value) || isSpec(value) ? Object.entries(value as Spec).filter(([key]) => !["$schema", "data", "values", "datasets"].includes(key)) : [];
}

function without(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.filter((_item, index) => String(index) !== key);
  return Object.fromEntries(Object.entries(value as Spec).filter(([name]) => name !== key));
}

function exchange(value: unknown, key: string, member: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? member : item));
  return { ...(value as Spec), [key]: member };
}
