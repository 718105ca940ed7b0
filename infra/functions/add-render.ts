import { Duration, Size } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction } from "../resources/report-function.ts";
import type { Settings } from "../settings/settings.ts";
import type { Ground } from "./ground.ts";

/** Time of the render function beyond one render, to start, read and store, seconds. */
const renderAllowance = 30;

/** @returns the longest invocation of the render function */
export function renderTimeoutOf({ renderSeconds }: Settings): Duration {
  return Duration.seconds(renderSeconds + renderAllowance);
}

/** Adds the function that renders reports, over its queue. */
export function addRender(scope: Construct, ground: Ground): ReportFunction {
  const { settings, store, queues } = ground;
  const timeout = renderTimeoutOf(settings);
  const render = new ReportFunction(scope, "Render", {
    ...ground.shared,
    description: "Broadsheet: renders reports",
    code: bundleFunction("render"),
    module: "render",
    memory: settings.renderMemory,
    timeout,
    layers: [ground.duckDb, ground.fonts],
    scratch: Size.gibibytes(2),
    // The queue takes its share at most, so the rest is for requests that wait.
    ...(settings.waitingConcurrency > 0 && {
      concurrency: settings.renderConcurrency + settings.waitingConcurrency,
    }),
    environment: {
      ...ground.environment,
      architecture: settings.architecture,
      renderSeconds: String(settings.renderSeconds),
      renderTimeout: String(timeout.toSeconds()),
      // The rest is for DuckDB, fonts, the PDF and the function itself.
      renderHeap: String(Math.floor(settings.renderMemory / 2)),
      renderQueue: queues.render.queueUrl,
    },
  });
  store.grant(render.role, {
    "reports/": ["read", "write", "delete"],
    "pending/": ["delete"],
    "templates/": ["read"],
    "themes/": ["read"],
    "datasets/": ["read"],
    "uploads/": ["read"],
  });
  queues.render.grantConsumeMessages(render.role);
  render.entry.addEventSource(
    new SqsEventSource(queues.render, {
      batchSize: 1,
      maxConcurrency: settings.renderConcurrency,
      reportBatchItemFailures: true,
    }),
  );
  return render;
}
