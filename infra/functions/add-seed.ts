import { CustomResource, Duration } from "aws-cdk-lib";
import type { CfnFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction } from "../resources/report-function.ts";
import type { Ground } from "./ground.ts";

/** Adds the function that publishes the bundled templates at deployment. */
export function addSeed(scope: Construct, { shared, environment, store, settings, duckDb }: Ground): ReportFunction {
  const seed = new ReportFunction(scope, "Seed", {
    ...shared,
    description: "Broadsheet: publishes the bundled templates at deployment",
    code: bundleFunction("seed", settings.templatesDir),
    module: "seed",
    memory: settings.functionMemory.seed,
    timeout: Duration.minutes(5),
    atDeployment: true,
    layers: [duckDb],
    environment,
  });
  store.grant(seed.role, {
    "templates/": ["read", "write"],
    "choices/": ["write"],
    "themes/": ["read"],
    "theme-users/": ["write"],
    "datasets/": ["read", "write"],
    "views/": ["read"],
  });
  return seed;
}

/** Adds the run of that function, which each deployment makes whose bundle differs from the last. */
export function addSeeding(scope: Construct, seed: ReportFunction): CustomResource {
  return new CustomResource(scope, "Samples", {
    serviceToken: seed.function.functionArn,
    resourceType: "Custom::Samples",
    serviceTimeout: Duration.minutes(10),
    // Runs again when code or templates have changed, since the bundle then has another key.
    properties: { Bundle: (seed.function.node.defaultChild as CfnFunction).code },
  });
}
