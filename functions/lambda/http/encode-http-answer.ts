import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** Media types that are UTF-8 text; everything else, and what is compressed, is sent as base64. */
const textual = /^(?:text\/|application\/(?:[\w.+-]*\+)?json\b|application\/yaml\b)/;

/**
 * Encodes a response for an HTTP API (payload format 2.0).
 *
 * @param prefix the stage's prefix, added to a `Location` inside the API
 */
export async function encodeHttpAnswer(response: Response, prefix: string): Promise<APIGatewayProxyStructuredResultV2> {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "set-cookie"));
  const location = headers["location"];
  if (location?.startsWith("/")) headers["location"] = prefix + location;
  const bytes = Buffer.from(await response.arrayBuffer());
  const isText = textual.test(headers["content-type"] ?? "") && headers["content-encoding"] === undefined;
  const isBase64Encoded = bytes.byteLength > 0 && !isText;
  const cookies = response.headers.getSetCookie();
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length > 0 && { cookies }),
    body: bytes.toString(isBase64Encoded ? "base64" : "utf8"),
    isBase64Encoded,
  };
}
