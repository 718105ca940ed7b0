import { Duration } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import type { EventAnnouncer } from "../resources/event-announcer.ts";
import { invokedArns, ReportFunction } from "../resources/report-function.ts";
import { connectionNames } from "../settings/settings.ts";
import type { Ground } from "./ground.ts";

/** Functions that the API invokes itself. */
export interface InvokedFunctions {
  readonly render: ReportFunction;
  readonly ingest: ReportFunction;
  readonly preview: ReportFunction;
  readonly pictures: ReportFunction;
  /** Undefined without connections. */
  readonly pull: ReportFunction | undefined;
}

/** API Gateway ends a request at 30 s. */
const longestRequest = Duration.seconds(30);

/** What the API may do with the objects below each prefix. */
const onObjects = {
  "reports/": ["read", "write", "delete"],
  "recent/": ["list", "write", "delete"],
  "pending/": ["write", "delete"],
  "batches/": ["read", "write", "delete"],
  "recent-batches/": ["list", "write", "delete"],
  "pending-batches/": ["write", "delete"],
  "templates/": ["read", "write", "delete"],
  "choices/": ["list", "write"],
  "themes/": ["read", "write"],
  "theme-users/": ["list", "write"],
  "datasets/": ["read", "write", "delete"],
  "dataset-events/": ["read", "delete"],
  "freshness/": ["list", "delete"],
  "uploads/": ["read", "write"],
  "publications/": ["read", "write", "delete"],
  "publishing/": ["list", "write", "delete"],
  // No view has the name of a source, also of one that a server with the same bucket has.
  "sources/": ["read"],
  "views/": ["read", "write"],
  "refreshes/": ["read", "write", "delete"],
  "promotions/": ["read", "write"],
  "pending-promotions/": ["write", "delete"],
} as const;

/** Adds the function that answers the HTTP API. */
export function addApi(
  scope: Construct,
  ground: Ground,
  events: EventAnnouncer,
  invoked: InvokedFunctions,
): ReportFunction {
  const { settings, store } = ground;
  const { render, ingest, preview, pictures, pull } = invoked;
  const api = new ReportFunction(scope, "Api", {
    ...ground.shared,
    description: "Broadsheet: answers the HTTP API",
    code: bundleFunction("api"),
    module: "api",
    memory: settings.apiMemory,
    timeout: longestRequest,
    layers: [ground.duckDb],
    environment: {
      ...ground.environment,
      renderFunction: render.entry.functionName,
      ingestFunction: ingest.entry.functionName,
      previewFunction: preview.entry.functionName,
      pictureFunction: pictures.entry.functionName,
      ...(pull && { pullFunction: pull.entry.functionName, connectionNames: connectionNames(settings) }),
      scopes: settings.scopes.join(","),
      ...(settings.authorization.kind === "jwt" && { scopePrefix: settings.authorization.scopePrefix }),
      ...(settings.requireTests && { requireTests: "true" }),
      mostPublications: String(settings.mostPublications),
      mostWebhooks: String(settings.mostWebhooks),
      mostUploads: String(settings.mostUploads),
      largestUpload: String(settings.largestUpload),
      // CloudFormation puts the value in, when it deploys: no template holds it.
      ...(ground.originKey && { originKey: ground.originKey.secretValue.unsafeUnwrap() }),
      ...events.apiEnvironment,
    },
  });
  events.grantApi(api.role, store);
  store.grant(api.role, {
    ...onObjects,
    ...(pull && { "sources/": ["read", "write"], "pulls/": ["read", "write", "delete"] }),
  });
  api.role.addToPolicy(
    new PolicyStatement({
      actions: ["lambda:InvokeFunction"],
      resources: invokedArns([render, ingest, preview, pictures, ...(pull ? [pull] : [])]),
    }),
  );
  return api;
}
