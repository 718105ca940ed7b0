import { isSpec, type Spec, specs } from "../spec.ts";

/**
 * The numbers at which rules of a Vega spec stand by their spec alone (`datum` of Vega-Lite), by mark name.
 *
 * @param spec a Vega spec
 */
export function fixedLevels(spec: Spec): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const mark of specs(spec["marks"])) {
    const encode = isSpec(mark["encode"]) ? mark["encode"] : {};
    const update = isSpec(encode["update"]) ? encode["update"] : {};
    const { y } = update;
    if (mark["type"] === "rule" && isSpec(y) && y["scale"] !== undefined && typeof y["value"] === "number")
      found.set(String(mark["name"]), y["value"]);
  }
  return found;
}
