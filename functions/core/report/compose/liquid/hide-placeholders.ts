import type { Problem } from "../../../errors.ts";

const placeholders = /\ufde0[\ufdd0-\ufddf]*\ufde1?|[\ufdd0-\ufdef][\ufdd0-\ufdef=\d]*/g;

/** Makes a problem readable: replaces each remaining placeholder, whose value is no longer known, by an ellipsis. */
export function hidePlaceholders<Found extends Problem>(problem: Found): Found {
  return hide(problem) as Found;
}

function hide(value: unknown): unknown {
  if (typeof value === "string") return value.replace(placeholders, "…");
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hide(member)]));
}
