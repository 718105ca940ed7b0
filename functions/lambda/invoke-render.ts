import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { Unfinished } from "../core/lifecycle/sweep/sweep-reports.ts";
import { readVariable } from "../environment.ts";
import type { RenderAnswer } from "./render-answer.ts";

let opened: Promise<{ sdk: typeof import("@aws-sdk/client-lambda"); client: LambdaClient }> | undefined;

/**
 * Calls the render function and waits for its answer. The SDK is loaded on first use, for only requests that wait
 * need it, and calls once: whether to try again is for the caller to say.
 *
 * @throws Error of the SDK, also when `signal` ends the waiting, or when the function failed
 */
export async function invokeRender(claim: Unfinished, signal: AbortSignal): Promise<RenderAnswer> {
  opened ??= import("@aws-sdk/client-lambda").then((sdk) => ({ sdk, client: new sdk.LambdaClient({ maxAttempts: 1 }) }));
  const { sdk, client } = await opened;
  const command = new sdk.InvokeCommand({ FunctionName: readVariable("renderFunction"), Payload: Buffer.from(JSON.stringify(claim)) });
  const { FunctionError, Payload } = await client.send(command, { abortSignal: signal });
  if (FunctionError !== undefined) throw new Error(`the render function failed: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload ?? []).toString("utf8")) as RenderAnswer;
}
