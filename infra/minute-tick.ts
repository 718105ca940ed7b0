import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import type { ILayerVersion } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { bundleFunction } from "./bundle-function.ts";
import { ReportFunction, type ReportFunctionProps } from "./report-function.ts";
import type { ReportStore } from "./report-store.ts";

export interface MinuteTickProps extends Pick<
  ReportFunctionProps,
  "architecture" | "logRetentionDays" | "environment"
> {
  readonly store: ReportStore;
  /** For parameters whose values come from the data. */
  readonly duckDb: ILayerVersion;
}

/** The tick: a function that runs once a minute and makes the editions of publications that are due. */
export class MinuteTick extends Construct {
  readonly tick: ReportFunction;

  constructor(scope: Construct, id: string, { store, duckDb, ...shared }: MinuteTickProps) {
    super(scope, id);
    this.tick = new ReportFunction(this, "Tick", {
      ...shared,
      description: "Broadsheet: makes the editions of publications that are due",
      code: bundleFunction({ entries: ["tick.lambda"] }),
      module: "tick",
      // An edition's PDF, of up to 100 MB, passes through its memory.
      memory: 1024,
      timeout: Duration.minutes(1),
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
      "datasets/": ["read"],
    });
    new Rule(this, "EveryMinute", {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.tick.function)],
    });
  }
}
