import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { LambdaStack } from "./lambda-stack.ts";

/**
 * Runs the seeding as CloudFormation does.
 *
 * @returns the answer to CloudFormation
 * @throws Error if the function fails
 */
export async function seedStack(stack: LambdaStack, requestType: "Create" | "Update" | "Delete" = "Create"): Promise<Record<string, unknown>> {
  const told = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      told.resolve(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const runtime = await stack.start("Seed");
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { error } = await runtime.invoke({ RequestType: requestType, ResponseURL, StackId: "s", RequestId: "r", LogicalResourceId: "Samples" });
  await runtime.stop();
  server.close();
  if (error !== undefined) throw new Error(`seeding failed: ${error.errorMessage}`);
  return JSON.parse(await told.promise) as Record<string, unknown>;
}
