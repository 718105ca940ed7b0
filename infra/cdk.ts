/** What `broadsheet/cdk` exports. */
export { Broadsheet } from "./broadsheet-construct.ts";
export type { CanaryPlan } from "./canary-plans.ts";
export type { ApiScope, Authorization, BroadsheetProps, CallerRole } from "./broadsheet-props.ts";
