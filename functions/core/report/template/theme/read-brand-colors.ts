import { hexOf, readCssColor } from "../../../css-color.ts";
import type { ThemeYaml } from "../template-yaml.ts";
import { type BrandReading, isMapping, lightOf } from "./brand-yaml.ts";

/** Roles of brand.yml → colours of a theme. */
const roles = {
  foreground: "ink",
  background: "paper",
  primary: "accent",
  success: "good",
  danger: "bad",
  warning: "watch",
} as const;

/** Roles that become the qualitative colours of charts, in this order, if the brand has at least three of them. */
const qualitative = ["primary", "secondary", "tertiary", "info"] as const;
const fewest = 3;

/** The colours of a brand. A role is a colour of CSS, or the name of another: of the palette, or of a role. */
export function readBrandColors(reading: BrandReading): ThemeYaml {
  const { brand, ignore, refuse } = reading;
  if (brand.color === undefined || brand.color === null) return {};
  if (!isMapping(brand.color)) {
    refuse(["color"], "must be a mapping", { seen: brand.color, allowed: "palette, and colours by their roles" });
    return {};
  }
  const { palette, ...given } = brand.color;
  const named = isMapping(palette) ? palette : {};
  const found: Record<string, string> = {};
  for (const role of new Set([...Object.keys(roles), ...qualitative])) {
    if (given[role] === undefined || given[role] === null) continue;
    const color = resolve(given[role], [role], { named, given }, reading);
    if (color !== undefined) found[role] = color;
  }
  for (const name of Object.keys(named)) resolve(named[name], ["palette", name], { named, given }, reading);
  for (const role of Object.keys(given))
    if (!Object.hasOwn(roles, role) && !(qualitative as readonly string[]).includes(role)) ignore("color", role);
  const own = Object.fromEntries(
    Object.entries(roles).flatMap(([role, name]) => (found[role] === undefined ? [] : [[name, found[role]]])),
  ) as ThemeYaml;
  const series = [...new Set(qualitative.flatMap((role) => found[role] ?? []))];
  if (series.length >= fewest) return { ...own, palette: series };
  for (const role of qualitative) if (role !== "primary" && found[role] !== undefined) ignore("color", role);
  return own;
}

/** @returns undefined, after a problem, for what is no colour */
function resolve(
  value: unknown,
  path: readonly string[],
  {
    named,
    given,
  }: { readonly named: Readonly<Record<string, unknown>>; readonly given: Readonly<Record<string, unknown>> },
  { refuse }: BrandReading,
): string | undefined {
  const met = new Set<unknown>();
  let current = lightOf(value);
  while (typeof current === "string" && !met.has(current)) {
    met.add(current);
    const next = Object.hasOwn(named, current)
      ? named[current]
      : Object.hasOwn(given, current)
        ? given[current]
        : undefined;
    if (next === undefined || met.has(lightOf(next))) break;
    current = lightOf(next);
  }
  const color = typeof current === "string" ? readCssColor(current) : undefined;
  if (color?.alpha === 1) return hexOf(color.components);
  refuse(["color", ...path], `is no colour: ${JSON.stringify(current)}`, {
    seen: value,
    allowed: ["an opaque colour of CSS", ...Object.keys(named)],
  });
  return undefined;
}
