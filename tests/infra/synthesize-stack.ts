import { App, Validations } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReportStack } from "../../infra/report-stack.ts";
import { readSettings } from "../../infra/settings/settings.ts";

const { context: documented } = JSON.parse(readFileSync(join(import.meta.dirname, "../../cdk.json"), "utf8")) as {
  context: Record<string, unknown>;
};

/** A resource of a template; tests assert on its properties. */
export interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- CloudFormation's own JSON, walked by assertions
  readonly Properties: any;
}

export interface Synthesized {
  readonly template: Template;
  readonly resources: readonly (readonly [string, Resource])[];
  of(type: string): readonly Resource[];
}

/**
 * Synthesises the stack as `synthesizeStack` does, and checks it with cdk-nag and, in the server suites, with
 * the CDK's own rules.
 *
 * @throws Error if a setting is wrong, or if cdk-nag's AwsSolutions finds something that nobody has acknowledged
 */
export function checkStack(
  changes: Readonly<Record<string, unknown>> = {},
  change: (stack: ReportStack) => void = () => {},
): void {
  const checked = (stack: ReportStack): void => {
    change(stack);
    Validations.of(stack.node.root).addPlugins(new AwsSolutionsChecks(stack.node.root as App));
  };
  // The CDK's own check of templates takes longer than all the rest.
  synthesizeStack(changes, checked, process.env["WHOLE"] !== undefined);
}

/** Templates by their changes to the context: test files ask for the same ones, and each takes half a second. */
const known = new Map<string, Synthesized>();

/**
 * Returns the template that `cdk synth` makes of `cdk.json` with some changes to its context. It bundles nothing; the
 * suites that run the bundles test that.
 *
 * @throws Error if a setting is wrong
 * @param change gets the stack before it is synthesised
 * @param validate whether the CDK checks it by its own rules
 */
export function synthesizeStack(
  changes: Readonly<Record<string, unknown>> = {},
  change?: (stack: ReportStack) => void,
  validate = false,
): Synthesized {
  const key = JSON.stringify(changes);
  const kept = change === undefined ? known.get(key) : undefined;
  if (kept !== undefined) return kept;
  const outdir = mkdtempSync(join(tmpdir(), "broadsheet-synth-"));
  try {
    const app = new App({
      outdir,
      treeMetadata: false,
      builtinCloudFormationValidation: validate,
      context: {
        ...documented,
        ...changes,
        "aws:cdk:bundling-stacks": [],
        "aws:cdk:disable-asset-staging": true,
        "aws:cdk:disable-stack-trace": true,
      },
    });
    const settings = readSettings(app.node);
    const stack = new ReportStack(app, "Broadsheet", { settings, stackName: settings.stackName });
    change?.(stack);
    const template = Template.fromStack(stack);
    const resources = Object.entries(template.toJSON()["Resources"] as Record<string, Resource>);
    const made: Synthesized = {
      template,
      resources,
      of: (type) => resources.filter(([, resource]) => resource.Type === type).map(([, resource]) => resource),
    };
    if (change === undefined) known.set(key, made);
    return made;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
