import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { LambdaRuntime } from "./lambda-runtime.ts";

/**
 * Invokes the function of a custom resource as CloudFormation does.
 *
 * @param properties of the resource
 * @returns the answer to CloudFormation
 * @throws Error if the function fails
 */
export async function invokeAsCloudFormation(
  runtime: LambdaRuntime,
  requestType: "Create" | "Update" | "Delete",
  properties: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const told = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      told.resolve(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { error } = await runtime.invoke({
    RequestType: requestType,
    ResponseURL,
    StackId: "s",
    RequestId: "r",
    LogicalResourceId: "Samples",
    ResourceProperties: properties,
  });
  server.close();
  if (error !== undefined) throw new Error(`the function failed: ${error.errorMessage}`);
  return JSON.parse(await told.promise) as Record<string, unknown>;
}
