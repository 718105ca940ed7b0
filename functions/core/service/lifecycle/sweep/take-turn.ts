import { isCorrupt } from "../../../errors.ts";
import type { ObjectStore, StoredObject } from "../../../ports.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";

/** The current sweeper, the end of its turn, and the place at which sweeps continue. */
interface Turn {
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly cursors: Cursors;
}

/** Kind of object swept → the key after which the next sweep begins. */
export type Cursors = Readonly<Record<string, string | undefined>>;

export interface SweepTurn {
  readonly cursors: Cursors;
  /** How far our clock is ahead of the store's, ms. */
  readonly clockAheadMs: number;
  /** Ends the turn and records where the next one continues. */
  end(cursors: Cursors): Promise<void>;
}

/** The one object that says whose turn it is. */
export const turnKey = "sweep/turn.json";

/**
 * Takes the turn to sweep, so that a sweep that takes longer than the time between two is not joined by the next.
 * Sweeps that overlap all the same (a function that ran past its time) do no harm; they only cost twice.
 *
 * @param leaseMs milliseconds after which somebody else may begin, if this turn is not ended
 * @returns `undefined` while somebody else sweeps
 * @throws BroadsheetError `unavailable`
 */
export async function takeTurn(world: LifecycleWorld, leaseMs: number): Promise<SweepTurn | undefined> {
  const { store, clock } = world;
  const owner = world.newToken();
  const found = await readTurn(store);
  const present = found && parse(found.body);
  const left = (present?.until ?? 0) - clock.now();
  // A lease that is longer than any is of a time when the clock was wrong.
  if (left > 0 && left <= 2 * leaseMs) return undefined;
  const cursors = present?.cursors ?? {};
  const body = encode({ owner, until: clock.now() + leaseMs, cursors });
  const taken =
    found === undefined
      ? await store.create(turnKey, body, "application/json")
      : await store.replace(turnKey, body, "application/json", found.etag);
  const mine = await store.get(turnKey);
  // An answer that was lost looks like somebody else's turn.
  if (mine === undefined || (!taken && parse(mine.body)?.owner !== owner)) return undefined;
  return {
    cursors,
    clockAheadMs: clock.now() - mine.modified,
    async end(next) {
      const last = await store.get(turnKey);
      if (last !== undefined && parse(last.body)?.owner === owner)
        await store.replace(turnKey, encode({ owner, until: 0, cursors: next }), "application/json", last.etag);
    },
  };
}

/** A damaged turn is nobody's: it is removed, and sweeps begin again. */
async function readTurn(store: ObjectStore): Promise<StoredObject | undefined> {
  return store.get(turnKey).catch(async (error: unknown) => {
    if (!isCorrupt(error)) throw error;
    await store.delete(turnKey);
    return undefined;
  });
}

/** What cannot be read is nobody's turn. */
function parse(body: Uint8Array): Turn | undefined {
  try {
    const turn = JSON.parse(new TextDecoder().decode(body)) as Partial<Turn> | null;
    return typeof turn?.owner === "string" &&
      typeof turn.until === "number" &&
      typeof turn.cursors === "object" &&
      turn.cursors !== null
      ? (turn as Turn)
      : undefined;
  } catch {
    return undefined;
  }
}

function encode(turn: Turn): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(turn));
}
