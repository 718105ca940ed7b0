import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Scope } from "./core/service/access/scopes.ts";
import { readOptional, readVariable } from "./environment.ts";
import { createApp } from "./http/create-app.ts";
import type { RequestBindings } from "./http/access/caller-of.ts";
import { auditRequest } from "./lambda/http/audit-request.ts";
import { countAnswer } from "./lambda/http/count-answer.ts";
import { demandOriginKey } from "./lambda/http/demand-origin-key.ts";
import { decodeHttpEvent } from "./lambda/http/decode-http-event.ts";
import { encodeHttpAnswer } from "./lambda/http/encode-http-answer.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openServices } from "./lambda/lambda-services.ts";
import { limitAnswer } from "./lambda/http/limit-answer.ts";
import { loadAhead } from "./lambda/load-ahead.ts";

void loadAhead(() => import("@aws-sdk/client-s3"));
const logger = createLogger("api");
const scopes = new Set(readVariable("scopes").split(",") as Scope[]);
const originKey = readOptional("originKey");
const scopePrefix = readOptional("scopePrefix") ?? "";
// API Gateway has already decided who may call what, and from where. An HTTP API compresses nothing.
const app = createApp(await openServices(logger), { anyOrigin: true, scopes, compress: true });

/** Answers the requests of the HTTP API. */
export async function handler(
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  logger.begin(context.awsRequestId);
  const { request, prefix, caller, granted } = decodeHttpEvent(event);
  const holds = granted && ((scope: Scope): boolean => granted.has(`${scopePrefix}${scope}`));
  const response =
    demandOriginKey(request, originKey) ?? (await app.fetch(request, { caller, holds } satisfies RequestBindings));
  auditRequest(request, response, caller, logger);
  countAnswer(request, response);
  return limitAnswer(await encodeHttpAnswer(response, prefix));
}
