import { expect, test } from "vitest";
import { largestAnswer, limitAnswer } from "../../../functions/lambda/http/limit-answer.ts";

const answer = (body: string) => ({
  statusCode: 200,
  headers: { "content-type": "text/plain" },
  body,
  isBase64Encoded: false,
});
const around = JSON.stringify(answer("")).length;

test("what Lambda takes passes as it is, to the byte", () => {
  const fits = answer("x".repeat(largestAnswer - around));
  expect(limitAnswer(fits)).toBe(fits);
  expect(limitAnswer({ statusCode: 204 })).toEqual({ statusCode: 204 });
});

test.each([
  ["one byte more", "x".repeat(largestAnswer - around + 1)],
  ["characters of several bytes", "é".repeat(largestAnswer / 2)],
  ["characters that are escaped", "\u0001".repeat(largestAnswer / 6)],
])("%s is a problem in its place", (_, body) => {
  const given = limitAnswer(answer(body));
  expect(given).toMatchObject({ statusCode: 422, headers: { "content-type": "application/problem+json" } });
  expect(JSON.parse(given.body!)).toMatchObject({
    status: 422,
    problems: [{ code: "answer-too-large", allowed: largestAnswer }],
  });
});
