import { isSpec, type Spec } from "../spec.ts";

/** The place of a compiled spec's legends that name none: above the plot, unless the config has another. */
export function legendSide({ config }: Spec): unknown {
  return isSpec(config) && isSpec(config["legend"]) ? config["legend"]["orient"] : undefined;
}
