/** What `broadsheet/cdk` exports. */
export { Broadsheet } from "./broadsheet-construct.ts";
export type { CanaryPlan } from "./settings/canary-plans.ts";
export type { ApiScope, Authorization, BroadsheetProps, CallerRole } from "./settings/broadsheet-props.ts";
