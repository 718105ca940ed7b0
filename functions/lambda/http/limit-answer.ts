import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { BroadsheetError } from "../../core/errors.ts";
import { problemOf } from "../../http/problem-details.ts";

/** Largest response that Lambda accepts, bytes of JSON: 6 MB plus overhead. */
export const largestAnswer = 6_291_556;

/** Shorter responses, in characters, need no check: an escaped character is at most six bytes. */
const surelyFits = largestAnswer / 8;

/**
 * Replaces a response too large for Lambda by a problem that says what to do. API Gateway would only answer 500.
 */
export function limitAnswer(answer: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2 {
  if ((answer.body?.length ?? 0) < surelyFits) return answer;
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  if (bytes <= largestAnswer) return answer;
  const problem = problemOf(
    new BroadsheetError("limit-exceeded", {
      code: "answer-too-large",
      message: `the response has ${bytes} bytes, more than Lambda can return`,
      seen: bytes,
      allowed: largestAnswer,
      hint: "request fewer items at a time, with a smaller limit",
    }),
  );
  return {
    statusCode: problem.status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify(problem),
    isBase64Encoded: false,
  };
}
