import { expect, test } from "vitest";
import { checkAccepted } from "../../../../functions/core/report/request/check-accepted.ts";
import { reportId } from "../../../../functions/core/report/request/report-id.ts";

const pinned = {
  template: { name: "wind", version: "t1" },
  parameters: { year: 2021 },
  datasets: { data: { name: "turbines", version: "d1" } },
  date: "2024-06-30",
  language: "en",
};
const accepted = { id: reportId(pinned), ...pinned };

test("lets through what any engine accepted", () => {
  expect(checkAccepted(accepted)).toBe(accepted);
});

test("lets through a claim of an earlier release, whose id was hashed from its engine, too", () => {
  const legacy = { engine: "e1", ...pinned };
  expect(checkAccepted({ id: reportId(legacy), ...legacy })).toMatchObject({ engine: "e1" });
  expect(() => checkAccepted({ id: reportId(legacy), ...legacy, engine: "e2" })).toThrow("altered");
});

test("the id does not depend on names", () => {
  const renamed = {
    ...pinned,
    template: { name: "other", version: "t1" },
    datasets: { data: { name: "copy", version: "d1" } },
  };
  expect(reportId(renamed)).toBe(accepted.id);
  expect(reportId({ ...pinned, parameters: { year: 2022 } })).not.toBe(accepted.id);
});

test("refuses an altered request", () => {
  expect(() => checkAccepted({ ...accepted, parameters: { year: 2020 } })).toThrow("altered");
});
