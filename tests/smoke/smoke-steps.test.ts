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

test("what must be refused is a fault where it is not, or ends otherwise", () => {
  const steps = smokeSteps({ name: "smoke-x", reader: true });
  const denied = steps.filter(({ code }) => code === 5);
  expect(denied.length).toBeGreaterThan(4);
  for (const { by } of denied) expect(by).toBe("reader");
  expect(judgeStep("broadsheet push", { code: 0, stdout: "", stderr: "" }, undefined, 5)).toContain(
    "ended with 0, not 5",
  );
  expect(judgeStep("broadsheet push", { code: 1, stdout: "", stderr: "" }, undefined, 5)).toContain(
    "ended with 1, not 5",
  );
  expect(judgeStep("broadsheet push", { code: 5, stdout: "", stderr: "" }, undefined, 5)).toBeUndefined();
  const { check, code } = steps.find(({ title }) => title === "the dataset is gone")!;
  const there = { code: 0, stdout: '{"name":"smoke-x"}', stderr: "" };
  expect(judgeStep("broadsheet api GET", there, check, code)).toContain("ended with 0, not 1");
  const broken = { code: 1, stdout: '{"status":500}', stderr: "" };
  expect(judgeStep("broadsheet api GET", broken, check, code)).toContain("the answer is not 404");
  expect(judgeStep("broadsheet api GET", { ...broken, stdout: '{"status":404}' }, check, code)).toBeUndefined();
  // Without credentials of a reader there is nobody to try it with.
  expect(smokeSteps({ name: "smoke-x" }).some(({ by }) => by === "reader")).toBe(false);
});
