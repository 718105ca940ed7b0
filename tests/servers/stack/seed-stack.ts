import { invokeAsCloudFormation } from "./invoke-as-cloudformation.ts";
import type { LambdaStack } from "./lambda-stack.ts";

/**
 * Runs the seeding as CloudFormation does.
 *
 * @returns the answer to CloudFormation
 * @throws Error if the function fails
 */
export async function seedStack(
  stack: LambdaStack,
  requestType: "Create" | "Update" | "Delete" = "Create",
): Promise<Record<string, unknown>> {
  const runtime = await stack.start("Seed");
  try {
    return await invokeAsCloudFormation(runtime, requestType);
  } finally {
    await runtime.stop();
  }
}
