import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerCloudFormation } from "../../../functions/lambda/http/answer-cloudformation.ts";

let status = 200;
const told: { method: string | undefined; type: string | undefined; body: Record<string, unknown> }[] = [];
const server = createServer((request: IncomingMessage, response) => {
  void json(request).then((body) => {
    told.push({ method: request.method, type: request.headers["content-type"], body: body as Record<string, unknown> });
    response.writeHead(status).end();
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

const event = (): CloudFormationCustomResourceEvent =>
  ({
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    StackId: "s",
    RequestId: "r",
    LogicalResourceId: "Samples",
  }) as unknown as CloudFormationCustomResourceEvent;

test("success and failure, by PUT and without the content type that would break the URL's signature", async () => {
  await answerCloudFormation(event());
  expect(told.at(-1)).toEqual({
    method: "PUT",
    type: "",
    body: {
      Status: "SUCCESS",
      PhysicalResourceId: "broadsheet-samples",
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "Samples",
    },
  });
  await answerCloudFormation(event(), "x".repeat(10_000));
  expect(told.at(-1)?.body).toMatchObject({ Status: "FAILED" });
  expect(String(told.at(-1)?.body["Reason"])).toHaveLength(1500);
});

test("an answer that CloudFormation does not take is an error", async () => {
  status = 403;
  await expect(answerCloudFormation(event())).rejects.toThrow("CloudFormation answered 403");
});
