import { expect, test } from "vitest";
import type { Render } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { bodyOf, openTestApp, problemFrom, quickRender, type ReportBody } from "../../open-test-app.ts";

/** The events of a stream that has ended. */
function eventsOf(text: string): { readonly event: string; readonly data: Readonly<Record<string, unknown>> }[] {
  return text
    .split("\n\n")
    .filter((block) => block.startsWith("event:"))
    .map((block) => {
      const [, event = ""] = /^event: (.*)$/m.exec(block) ?? [];
      const [, data = ""] = /^data: (.*)$/m.exec(block) ?? [];
      return { event, data: JSON.parse(data) as Readonly<Record<string, unknown>> };
    });
}

test("a report's states are told as they change, until its end", async () => {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const render: Render = async (accepted, progress) => {
    progress("layout");
    await finished;
    return await quickRender(accepted, progress);
  };
  const { ask, call } = await openTestApp({ render });
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }));
  const response = await call(`${self}/events`);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.getReader();
  let told = "";
  const read = async (): Promise<boolean> => {
    const { value, done } = await reader.read();
    told += new TextDecoder().decode(value);
    return !done;
  };
  while (!told.includes('"rendering"')) await read();
  finish();
  while (await read());
  const states = eventsOf(told).map(({ event, data }) => [event, data["status"]]);
  expect(states.at(-1)).toEqual(["report", "ready"]);
  expect(
    states
      .slice(0, -1)
      .every(([event, status]) => event === "report" && (status === "queued" || status === "rendering")),
  ).toBe(true);
  expect(eventsOf(told).at(-1)!.data).toEqual(await bodyOf(call(self)));
});

test("a report that is ready already is told at once, and an unknown one is not found", async () => {
  const { ask, call } = await openTestApp();
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }, { prefer: "wait=5" }));
  expect(eventsOf(await (await call(`${self}/events`)).text()).map(({ data }) => data["status"])).toEqual(["ready"]);
  expect(await problemFrom(await call(`/reports/${"f".repeat(64)}/events`))).toMatchObject({ status: 404 });
});

test("where answers cannot be streamed there is no such route", async () => {
  const { call } = await openTestApp({ change: { streams: false } });
  expect((await call(`/reports/${"f".repeat(64)}/events`)).status).toBe(404);
  expect(Object.keys((await bodyOf<{ paths: object }>(call("/openapi.json"))).paths)).not.toContain(
    "/reports/{id}/events",
  );
});
