import { expect, test } from "vitest";
import { judgeStep, smokeSteps } from "./smoke-steps.ts";

test("what a step made is deleted even if its command failed, and an answer of another form is a fault", () => {
  const steps = smokeSteps({ name: "smoke-x" });
  const titled = (title: string) => steps.find((step) => step.title === title)!;
  const { check } = titled("a report is made, and fetched");
  const failed = { code: 3, stdout: '{"id":"made","status":"failed"}', stderr: "no luck" };
  expect(judgeStep("broadsheet reports request", failed, check)).toContain("ended with 3");
  expect(titled("the report is deleted").words()).toEqual(["reports", "delete", "made", "--yes"]);
  const page = { code: 0, stdout: "<!doctype html>", stderr: "" };
  expect(judgeStep("broadsheet reports request", page, check)).toContain("<!doctype html>");
  expect(judgeStep("broadsheet whoami", page, undefined)).toBeUndefined();
});
