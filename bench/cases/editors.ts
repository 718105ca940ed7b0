import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Case, Line } from "../case.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { startServerProcess } from "../../tests/servers/start-server.ts";
import { flagship } from "../content/flagship.ts";
import { atMost } from "../goal.ts";
import { percentile } from "../measure/statistics.ts";
import { watchProcesses } from "../measure/watch-processes.ts";

/** A typist: words at a fast typist's pace, each followed by a moment of thought. */
const keyMs = 150;
const thoughtMs: readonly [least: number, most: number] = [1_000, 3_000];
const words = ["output ", "grew ", "faster ", "than ", "the ", "city ", "as ", "a ", "whole "];

/** Where they type: behind this sentence of the flagship's standfirst, which is on page 1. */
const sentence = "In the three years";

const agent = new Agent({ keepAlive: true });

/** What one editor saw. */
interface Seen {
  /** Of each key: until the answer that shows it, ms. */
  readonly waits: number[];
  /** How often the server no longer had the preview that an edit changed. */
  lost: number;
  /** Previews asked for; a burst of keys shares one while another is under way. */
  asked: number;
}

/** Several people write in the flagship at once, each in a session of their own, as the studio asks for previews. */
export const editors: Case = {
  name: "editors",
  title: "Editors who write in the flagship at the same time, from a key to the answer with the new page",
  long: true,
  async run({ full, folder }) {
    const server = await startServerProcess({
      dataDir: join(folder, "editors"),
      templateFolders: [shippedTemplates],
      threads: 1,
    });
    const usage = watchProcesses(server.pid);
    usage.watch(500);
    try {
      const source = await readFile(join(shippedTemplates, flagship, "report.md"), "utf8");
      const first = new Typist(server.url, source);
      await first.open();
      await write(first, 10_000);
      const lines: Line[] = [];
      const perEditor = full ? 60_000 : 30_000;
      for (const count of [1, 5, 20]) {
        const cpu = usage.cpuMs();
        const typists = Array.from({ length: count }, () => new Typist(server.url, source));
        for (const typist of typists) await typist.open();
        const seen = await Promise.all(
          typists.map(async (typist, index) => {
            // They do not begin in step.
            await delay((index * 2_000) / count);
            return await write(typist, perEditor);
          }),
        );
        const waits = seen.flatMap((one) => one.waits);
        const asked = seen.reduce((sum, one) => sum + one.asked, 0);
        lines.push({
          contender: "Broadsheet",
          editors: count,
          keys: waits.length,
          ms: percentile(waits, 0.5),
          "p95 ms": percentile(waits, 0.95),
          "p99 ms": percentile(waits, 0.99),
          lost: seen.reduce((sum, one) => sum + one.lost, 0),
          previews: asked,
          "server CPU ms a preview": (usage.cpuMs() - cpu) / asked,
          "peak MiB": usage.peakMiB,
        });
      }
      const last = lines.at(-1)!;
      return {
        lines,
        goals: [
          atMost("20 editors: p95 of a key to its page at most 400 ms", 400, last["p95 ms"] as number, "ms"),
          atMost("20 editors lose no key", 0, last["lost"] as number, "keys"),
        ],
        notes: [
          "Each opens the editor, then types words, a key every 150 ms, and thinks for 1 to 3 s after each: about 100 keys a minute.",
          "ms: from the key to the end of the answer whose page shows it; keys that come while a preview is under way share the next one.",
        ],
      };
    } finally {
      usage.stop();
      agent.destroy();
      await server.end("SIGTERM");
    }
  },
};

/** Types for some time. @returns what the editor saw, once the last key is on the page */
async function write(typist: Typist, ms: number): Promise<Seen> {
  const end = performance.now() + ms;
  const random = seededRandom(typist.number);
  for (let word = typist.number; performance.now() < end; word += 1) {
    for (const key of words[word % words.length]!) {
      typist.press(key);
      await delay(keyMs);
    }
    await delay(thoughtMs[0] + random() * (thoughtMs[1] - thoughtMs[0]));
  }
  await typist.settle();
  return typist.seen;
}

/** The same pauses in each run. */
function seededRandom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** An open editor of the studio, without its window: one preview at a time, and only the newest wish waits. */
class Typist {
  static #count = 0;
  readonly number = Typist.#count++;
  readonly seen: Seen = { waits: [], lost: 0, asked: 0 };
  readonly #session = randomUUID();
  readonly #url: string;
  readonly #source: string;
  #typed = "";
  /** When the keys were pressed that no answer shows yet. */
  #waiting: number[] = [];
  #since: string | undefined;
  #running: Promise<void> | undefined;

  constructor(url: string, source: string) {
    if (!source.includes(sentence)) throw new Error(`the flagship's text no longer has "${sentence}"`);
    [this.#url, this.#source] = [url, source];
  }

  /** Asks for the first preview, as the studio does before anybody can type. */
  async open(): Promise<void> {
    await this.#ask();
    this.seen.asked = 0;
  }

  press(key: string): void {
    this.#typed += key;
    this.#waiting.push(performance.now());
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  async settle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const pressed = this.#waiting;
      this.#waiting = [];
      await this.#ask();
      const now = performance.now();
      this.seen.waits.push(...pressed.map((at) => now - at));
    }
  }

  async #ask(): Promise<void> {
    const text = this.#source.replace(sentence, `${this.#typed}${sentence}`);
    const about = { session: this.#session, template: flagship, pages: [1], pagesAs: "drawings" };
    const start = this.#since === undefined ? { base: "stored" } : { since: this.#since };
    this.seen.asked += 1;
    const { status, body } = await post(`${this.#url}/previews`, { ...about, ...start, files: { "report.md": text } });
    const answer = JSON.parse(body) as { readonly id: string; readonly state: string };
    if (status === 404 && this.#since !== undefined) {
      this.seen.lost += 1;
      this.#since = undefined;
      await this.#ask();
    } else if (status !== 200 || answer.state !== "current") {
      throw new Error(`a preview ended with ${status}: ${body.slice(0, 500)}`);
    } else this.#since = answer.id;
  }
}

async function post(url: string, content: unknown): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const call = request(url, { method: "POST", agent, headers: { "content-type": "application/json" } }, (answer) => {
    let body = "";
    answer.setEncoding("utf8");
    answer.on("data", (part: string) => (body += part));
    answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    answer.on("error", reject);
  });
  call.on("error", reject);
  call.end(JSON.stringify(content));
  return await promise;
}
