/**
 * The opacity of a paint, 0 to 1: as stated by a CSS colour (`transparent`, `#rgba`, `#rrggbbaa`, functions with a
 * fourth component; CSS Color 4). Any other colour, and any gradient, is opaque.
 */
export function alphaOf(paint: unknown): number {
  if (typeof paint !== "string") return 1;
  const color = paint.trim().toLowerCase();
  if (color === "transparent") return 0;
  const hex = /^#(?:[\da-f]{3}([\da-f])|[\da-f]{6}([\da-f]{2}))$/.exec(color);
  if (hex !== null) return Number.parseInt(hex[2] ?? `${hex[1]}${hex[1]}`, 16) / 255;
  const [, last] = /^\w+\((?:[^,]+,[^,]+,[^,]+,|[^/]+\/)\s*([^,/)]+)\)$/.exec(color) ?? [];
  if (last === undefined) return 1;
  const alpha = last.trim().endsWith("%") ? Number.parseFloat(last) / 100 : Number.parseFloat(last);
  return Number.isNaN(alpha) ? 1 : Math.min(1, Math.max(0, alpha));
}
