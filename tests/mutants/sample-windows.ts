import { Instrumenter } from "@stryker-mutator/instrumenter";

export interface Source {
  /** Path inside the project. */
  readonly name: string;
  readonly content: string;
}

/** Lines of a source, both included, from 1. */
export interface Window {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Number of mutants that begin and end in it. */
  readonly mutants: number;
}

const lines = 8;
const ignored = (): void => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: ignored,
  debug: ignored,
  info: ignored,
  warn: ignored,
  error: ignored,
  fatal: ignored,
};

/**
 * Chooses windows of eight lines that together hold about the wanted number of mutants, the same ones for the same
 * seed. Stryker cannot run single mutants, and whole files would be too few places.
 */
export async function sampleWindows(sources: readonly Source[], count: number, seed: number): Promise<Window[]> {
  const { mutants } = await new Instrumenter(logger).instrument(
    sources.map((source) => ({ ...source, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const inWindow = new Map<string, number>();
  for (const { fileName, location } of mutants) {
    // Stryker's lines count from 0.
    const [first, last] = [location.start.line, location.end.line].map((line) => Math.floor(line / lines));
    // A mutant that spans several windows is in none.
    if (first === last) inWindow.set(`${fileName}:${first}`, (inWindow.get(`${fileName}:${first}`) ?? 0) + 1);
  }
  const windows = sources
    .flatMap(({ name, content }) =>
      Array.from({ length: Math.ceil(content.split("\n").length / lines) }, (_, index) => ({
        name,
        from: index * lines + 1,
        to: (index + 1) * lines,
        mutants: inWindow.get(`${name}:${index}`) ?? 0,
      })),
    )
    .filter(({ mutants }) => mutants > 0);
  shuffle(windows, seed);
  const chosen: Window[] = [];
  let sum = 0;
  for (const window of windows) {
    if (sum >= count) break;
    chosen.push(window);
    sum += window.mutants;
  }
  return chosen;
}

/** Shuffles by Fisher and Yates's method, with a Lehmer generator. */
function shuffle<T>(list: T[], seed: number): void {
  let state = seed;
  for (let at = list.length - 1; at > 0; at--) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
