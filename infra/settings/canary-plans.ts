/**
 * How a new version of the functions takes over: the plans of CodeDeploy by their own names, which say how much of the
 * traffic moves and when; or `none`, the default: there are no versions.
 */
export const canaryPlans = [
  "none",
  "AllAtOnce",
  "Canary10Percent5Minutes",
  "Canary10Percent10Minutes",
  "Canary10Percent15Minutes",
  "Canary10Percent30Minutes",
  "Linear10PercentEvery1Minute",
  "Linear10PercentEvery2Minutes",
  "Linear10PercentEvery3Minutes",
  "Linear10PercentEvery10Minutes",
] as const;

export type CanaryPlan = (typeof canaryPlans)[number];
