import { expect, test } from "vitest";
import { checkAccepted } from "../../../functions/core/request/check-accepted.ts";
import { reportId } from "../../../functions/core/request/report-id.ts";

const pinned = {
  engine: "e1",
  template: { name: "wind", version: "t1" },
  parameters: { year: 2021 },
  datasets: { data: { name: "turbines", version: "d1" } },
  date: "2024-06-30",
  language: "en",
};
const accepted = { id: reportId(pinned), ...pinned };

test("lets through what this engine accepted", () => {
  expect(checkAccepted(accepted, "e1")).toBe(accepted);
});

test("the id does not depend on names", () => {
  const renamed = { ...pinned, template: { name: "other", version: "t1" }, datasets: { data: { name: "copy", version: "d1" } } };
  expect(reportId(renamed)).toBe(accepted.id);
  expect(reportId({ ...pinned, parameters: { year: 2022 } })).not.toBe(accepted.id);
});

test("refuses another engine's request and an altered one", () => {
  expect(() => checkAccepted(accepted, "e2")).toThrow("another version");
  expect(() => checkAccepted({ ...accepted, parameters: { year: 2020 } }, "e1")).toThrow("altered");
});
