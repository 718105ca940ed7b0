import { Refusal, settled, StillRunning, type Subjects } from "../../../client/create-client.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { refusalOf } from "../../remote/open-client.ts";
import { ExitError, exitCodes } from "../../exit-codes.ts";
import { readProblem } from "../../remote/read-problem.ts";
import type { Output } from "../../terminal/colours.ts";
import { showBatchProgress } from "../../batch/show-batch-progress.ts";

/** Subjects that commands wait for, with the noun of their verbs. */
const nouns = { report: "reports", batch: "batches", edition: "publications", upload: "datasets" } as const;

export interface WaitOptions {
  /** Seconds; absent: until the end. */
  readonly seconds?: number | undefined;
  /** The command that waits again, without `broadsheet`. */
  readonly again?: string;
}

/**
 * Waits for the end of a report, batch or edition, and shows on a terminal how far it is. Ctrl-C ends the waiting, and
 * not the work.
 *
 * @returns its last state, also if it failed
 * @throws ExitError `stillRunning` if the time is over, `interrupted` after Ctrl-C
 */
export async function awaitEnd<Kind extends keyof Subjects>(
  { client, server, dataDir }: ApiCaller,
  kind: Kind,
  id: string,
  { seconds, again = `${nouns[kind]} watch ${id}` }: WaitOptions = {},
): Promise<Subjects[Kind]["state"]> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.on("SIGINT", interrupt);
  const shown = showState(process.stderr);
  try {
    return await settled(client, kind, id, {
      signal: stop.signal,
      ...(seconds !== undefined && { timeoutMs: seconds * 1000 }),
      onState: (state) => shown.show(state),
    });
  } catch (error) {
    shown.done();
    const goesOn =
      dataDir === undefined
        ? `it goes on; broadsheet ${again} waits again`
        : "the next broadsheet serve goes on with it";
    if (stop.signal.aborted)
      throw new ExitError(
        { exitCode: exitCodes.interrupted, heading: "interrupted", kind: "unavailable" },
        { code: "interrupted", message: `stopped waiting for the ${kind} ${id}`, hint: goesOn },
      );
    if (error instanceof StillRunning)
      throw new ExitError(
        { exitCode: exitCodes.stillRunning, heading: "still-running", kind: "unavailable" },
        {
          code: "still-running",
          message: `the ${kind} ${id} has not ended within ${seconds} s`,
          seen: error.state?.status,
          hint: goesOn,
        },
      );
    throw error instanceof Refusal ? refusalOf(error.response, error.body, server) : error;
  } finally {
    process.off("SIGINT", interrupt);
    shown.done();
  }
}

/**
 * Ends the command with `failed` if what was waited for has failed.
 *
 * @param json the state has been printed, which has the problems
 * @throws ExitError `failed` with the problems of the failure
 */
export function demandSuccess(
  state: {
    readonly status: string;
    readonly failure?: { readonly detail?: string; readonly problems?: readonly object[] } | undefined;
  },
  json: boolean | undefined,
): void {
  if (state.status !== "failed") return;
  const problems = (state.failure?.problems ?? []).map((entry) =>
    readProblem(entry as Readonly<Record<string, unknown>>),
  );
  const otherwise = { code: "failed", message: state.failure?.detail ?? "it failed" };
  const told = problems.length > 0 ? problems : [otherwise];
  throw new ExitError({ exitCode: exitCodes.failed, heading: "failed" }, json === true ? [] : told);
}

/** A line on a terminal that says how far it is. */
function showState(output: Output): { show(state: Subjects[keyof Subjects]["state"]): void; done(): void } {
  const bar = showBatchProgress(output, () => performance.now());
  let shown = "";
  return {
    show(state) {
      if (output.isTTY !== true) return;
      if ("counts" in state && state.counts !== undefined && "rows" in state.counts) {
        const { ready, failed, rows } = state.counts as Readonly<Record<"ready" | "failed" | "rows", number>>;
        return bar.show(ready + failed, rows);
      }
      const stage = "stage" in state && state.stage !== undefined ? `: ${state.stage}` : "";
      const text = `${state.status}${stage}`;
      output.write(`\r${text.padEnd(shown.length)}`);
      shown = text;
    },
    done() {
      bar.done();
      if (shown !== "") output.write(`\r${" ".repeat(shown.length)}\r`);
      shown = "";
    },
  };
}

/** Seconds of `--wait`, which may be given without a number. */
export function secondsOf(wait: string | true | undefined): number | undefined {
  return wait === undefined || wait === true ? undefined : Number(wait);
}
