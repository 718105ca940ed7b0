import { expect, test } from "vitest";
import type { Preview } from "../../../studio/src/write/preview/preview.ts";
import {
  type PreviewCall,
  PreviewSession,
  type PreviewWish,
} from "../../../studio/src/write/preview/preview-session.ts";

const preview = (id: string): Preview => ({
  id,
  state: "current",
  problems: [],
  warnings: [],
  pages: [],
  blocks: [],
  values: [],
  choices: [],
  queries: [],
  columns: {},
  timings: {},
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const wish = (files: ReadonlyMap<string, Uint8Array>): PreviewWish => ({
  files,
  parameters: {},
  language: undefined,
  datasets: {},
  pages: [1],
});
const report = bytes("# One");
const query = bytes("SELECT 1");

/** A server whose answers are given by hand. */
function server() {
  const calls: PreviewCall[] = [];
  const answers: ((answer: { preview: Preview } | { lost: true } | Error) => void)[] = [];
  const ask = (call: PreviewCall): Promise<{ preview: Preview } | { lost: true }> => {
    calls.push(call);
    return new Promise((resolve, reject) =>
      answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
    );
  };
  const answer = async (given: Parameters<(typeof answers)[number]>[0]): Promise<void> => {
    answers.shift()!(given);
    await new Promise((done) => setImmediate(done));
  };
  return { calls, ask, answer };
}

test("the first call has every file, the next only what changed or went", async () => {
  const { calls, ask, answer } = server();
  const session = new PreviewSession(ask, () => 0);
  session.wish(
    wish(
      new Map([
        ["report.md", report],
        ["queries/a.sql", query],
      ]),
    ),
  );
  expect([...calls[0]!.files.keys()]).toEqual(["report.md", "queries/a.sql"]);
  await answer({ preview: preview("p1") });
  session.wish(wish(new Map([["report.md", bytes("# Two")]])));
  expect(calls[1]).toMatchObject({ since: "p1" });
  expect([...calls[1]!.files]).toEqual([
    ["report.md", bytes("# Two")],
    ["queries/a.sql", null],
  ]);
  await answer({ preview: preview("p2") });
  expect(session.state()).toMatchObject({ preview: { id: "p2" }, busy: false });
});

test("the files of the source can be shown before they are here; then they are sent, for somebody may have changed them meanwhile", async () => {
  const { calls, ask, answer } = server();
  const session = new PreviewSession(ask, () => 0);
  session.wish({ ...wish(new Map()), files: undefined });
  expect(calls[0]).toMatchObject({ unchanged: true, files: new Map() });
  session.wish(wish(new Map([["report.md", report]])));
  await answer({ preview: preview("p1") });
  expect(session.state()).toMatchObject({ preview: { id: "p1" }, busy: true });
  expect(calls[1]).not.toHaveProperty("since");
  expect(calls[1]).not.toHaveProperty("unchanged");
  expect([...calls[1]!.files.keys()]).toEqual(["report.md"]);
});

test("a call leaves in the turn in which it was wished for, before anybody hears of it", () => {
  const { calls, ask } = server();
  const session = new PreviewSession(ask, () => 0);
  const heard: number[] = [];
  session.subscribe(() => heard.push(calls.length));
  session.wish(wish(new Map([["report.md", report]])));
  expect(heard).toEqual([1]);
});

test("of wishes that come during a call only the newest is asked for", async () => {
  const { calls, ask, answer } = server();
  const session = new PreviewSession(ask, () => 0);
  for (const text of ["a", "b", "c"]) session.wish(wish(new Map([["report.md", bytes(text)]])));
  expect(calls).toHaveLength(1);
  await answer({ preview: preview("p1") });
  expect(session.state().busy).toBe(true);
  expect(calls.map(({ files }) => new TextDecoder().decode(files.get("report.md")!))).toEqual(["a", "c"]);
});

test("a preview that the server forgot is asked for again with all files", async () => {
  const { calls, ask, answer } = server();
  const session = new PreviewSession(ask, () => 0);
  const files = new Map([["report.md", report]]);
  session.wish(wish(files));
  await answer({ preview: preview("p1") });
  session.wish(wish(files));
  await answer({ lost: true });
  expect(calls[2]).not.toHaveProperty("since");
  expect([...calls[2]!.files.keys()]).toEqual(["report.md"]);
  await answer({ preview: preview("p3") });
  expect(session.state().preview?.id).toBe("p3");
});

test("a failure keeps the last pages, and the next wish begins anew", async () => {
  const { calls, ask, answer } = server();
  const session = new PreviewSession(ask, () => 0);
  session.wish(wish(new Map([["report.md", report]])));
  await answer({ preview: preview("p1") });
  session.wish(wish(new Map([["report.md", query]])));
  await answer(new Error("no network"));
  expect(session.state()).toMatchObject({ preview: { id: "p1" }, busy: false, failure: { message: "no network" } });
  session.wish(wish(new Map([["report.md", report]])));
  expect(calls[2]).not.toHaveProperty("since");
});
