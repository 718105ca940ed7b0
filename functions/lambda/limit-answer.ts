import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { BroadsheetError } from "../core/errors.ts";
import { problemOf } from "../http/problem-details.ts";

/** Bytes of JSON that Lambda takes as an answer: 6 MB and what surrounds it. */
export const largestAnswer = 6_291_556;

/** Answers of fewer characters are not looked at: escaped, a character is at most six bytes. */
const surelyFits = largestAnswer / 8;

/**
 * An answer that Lambda takes. A larger one would become an error 500 of API Gateway that tells nothing; in its place there is a problem
 * that says what to do.
 */
export function limitAnswer(answer: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2 {
  if ((answer.body?.length ?? 0) < surelyFits) return answer;
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  if (bytes <= largestAnswer) return answer;
  const problem = problemOf(
    new BroadsheetError("limit-exceeded", {
      code: "answer-too-large",
      message: `the answer has ${bytes} bytes, more than Lambda can return`,
      seen: bytes,
      allowed: largestAnswer,
      hint: "request less at a time, with a smaller limit",
    }),
  );
  return { statusCode: problem.status, headers: { "content-type": "application/problem+json" }, body: JSON.stringify(problem), isBase64Encoded: false };
}
