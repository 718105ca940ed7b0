import { App, Duration, Stack } from "aws-cdk-lib";
import { Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { vi } from "vitest";
import { variables } from "../../../functions/environment.ts";
import { bundleFunction } from "../../../infra/code/bundle-function.ts";
import { type BundledFunction, readBundle } from "./lambda-bundle.ts";

/**
 * Bundles the function that stores the studio's files, as a stack with `studio=true` does: that of all suites has none.
 *
 * @param folder to be made
 * @param bucket the one that its files come to
 */
export async function bundlePublisher(folder: string, bucket: string): Promise<BundledFunction> {
  const app = new App({ outdir: folder, treeMetadata: false });
  const stack = new Stack(app, "Broadsheet");
  const { node } = new LambdaFunction(stack, "Publisher", {
    runtime: Runtime.NODEJS_24_X,
    code: bundleFunction("studio"),
    handler: "studio.handler",
    memorySize: 512,
    timeout: Duration.minutes(2),
    environment: { [variables.studioBucket]: bucket },
  });
  // What the CDK tells of its bundles.
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  app.synth();
  told.mockRestore();
  return (await readBundle(folder, {})).functions[node.id]!;
}
