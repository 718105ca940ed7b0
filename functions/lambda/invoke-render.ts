import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { Unfinished } from "../core/lifecycle/sweep/sweep-reports.ts";
import { readVariable } from "../environment.ts";
import type { RenderAnswer } from "./render-answer.ts";

let opened: Promise<{ sdk: typeof import("@aws-sdk/client-lambda"); client: LambdaClient }> | undefined;

/**
 * Calls the render function and waits for its response. The SDK is loaded on first use, since only waiting requests
 * need it. It does not retry; the caller decides.
 *
 * @throws Error of the SDK, also if `signal` aborts; or Error if the function failed
 */
export async function invokeRender(claim: Unfinished, signal: AbortSignal): Promise<RenderAnswer> {
  opened ??= import("@aws-sdk/client-lambda").then((sdk) => ({ sdk, client: new sdk.LambdaClient({ maxAttempts: 1 }) }));
  const { sdk, client } = await opened;
  const command = new sdk.InvokeCommand({ FunctionName: readVariable("renderFunction"), Payload: Buffer.from(JSON.stringify(claim)) });
  const { FunctionError, Payload } = await client.send(command, { abortSignal: signal });
  if (FunctionError !== undefined) throw new Error(`the render function failed: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload ?? []).toString("utf8")) as RenderAnswer;
}
