import type { LambdaClient } from "@aws-sdk/client-lambda";
import { readVariable, type Variable } from "../../environment.ts";

let opened: Promise<{ sdk: typeof import("@aws-sdk/client-lambda"); client: LambdaClient }> | undefined;

/**
 * Calls a function and waits for its response. The SDK is loaded on first use, since few requests need it. It does not
 * retry; the caller decides.
 *
 * @param name variable with the function's name
 * @throws Error of the SDK, also if `signal` aborts; or Error if the function failed
 */
export async function invokeFunction(name: Variable, payload: unknown, signal: AbortSignal): Promise<unknown> {
  opened ??= import("@aws-sdk/client-lambda").then((sdk) => ({
    sdk,
    client: new sdk.LambdaClient({ maxAttempts: 1 }),
  }));
  const { sdk, client } = await opened;
  const command = new sdk.InvokeCommand({
    FunctionName: readVariable(name),
    Payload: Buffer.from(JSON.stringify(payload)),
  });
  const { FunctionError, Payload } = await client.send(command, { abortSignal: signal });
  if (FunctionError !== undefined) throw new Error(`the function in ${name} failed: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload ?? []).toString("utf8")) as unknown;
}
