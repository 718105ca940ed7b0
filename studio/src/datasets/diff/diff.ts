import type { components } from "../../../../functions/client/schema.ts";

/** What changed from one version of a dataset to another. */
export type Diff = components["schemas"]["DatasetDiff"];
