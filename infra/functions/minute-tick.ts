import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import type { Ground } from "./ground.ts";
import { connectionNames, hasSources } from "../settings/settings.ts";
import { ReportFunction } from "../resources/report-function.ts";

/**
 * The tick: a function that runs once a minute, makes the editions that are due, finds stale datasets, follows views
 * and asks for the refreshes of sources that are due.
 */
export class MinuteTick extends Construct {
  readonly tick: ReportFunction;

  constructor(scope: Construct, id: string, { store, duckDb, shared, environment, settings }: Ground) {
    super(scope, id);
    this.tick = new ReportFunction(this, "Tick", {
      ...shared,
      environment: { ...environment, ...(hasSources(settings) && { connectionNames: connectionNames(settings) }) },
      description: "Broadsheet: makes the editions of publications that are due, finds stale datasets, follows views",
      code: bundleFunction("tick"),
      module: "tick",
      // An edition's PDF, of up to 100 MB, passes through its memory.
      memory: settings.functionMemory.tick,
      timeout: Duration.minutes(1),
      // For parameters whose values come from the data.
      layers: [duckDb],
    });
    store.grant(this.tick.role, {
      "publications/": ["read", "write", "delete"],
      "publishing/": ["list", "write", "delete"],
      "reports/": ["read", "write", "delete"],
      "recent/": ["write"],
      "pending/": ["write", "delete"],
      "batches/": ["read", "write"],
      "recent-batches/": ["write"],
      "pending-batches/": ["write"],
      "templates/": ["read", "write"],
      "datasets/": ["read", "write"],
      "dataset-events/": ["read", "write"],
      "failing/": ["read", "write", "delete"],
      "freshness/": ["read", "write"],
      "views/": ["read"],
      "refreshes/": ["read", "write"],
      ...(hasSources(settings) && { "sources/": ["read"], "pulls/": ["read", "write"] }),
    });
    new Rule(this, "EveryMinute", {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.tick.entry)],
    });
  }
}
