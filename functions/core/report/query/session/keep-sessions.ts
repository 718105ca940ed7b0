import type { LoadedSession } from "./loaded-session.ts";

/** What may be kept, for all sessions together. */
export interface KeepLimits {
  /** Memory of their tables as DuckDB counts it, MB. @default 256 */
  readonly megabytes?: number;
  /**
   * The same while one of them has more than `megabytes`, MB. A session with more is not kept, and neither is that one
   * once other data must be loaded that may be as many: so both are never in memory.
   *
   * @default megabytes
   */
  readonly largest?: number;
  /** Number of sessions. @default 4 */
  readonly sessions?: number;
  /**
   * Reports after which a session is judged. DuckDB records each released block of memory and cleans up the records
   * rarely, so a session slowly grows: over little data not at all, over 20,000 rows by 12 MB in a thousand reports.
   *
   * @default 250
   */
  readonly reports?: number;
  /**
   * The memory of the process, bytes. With it, a session is judged by what the process has grown by since the session
   * came, and lasts on if that is little. Without it, each ends when it is judged.
   */
  readonly resident?: () => number;
}

/** Growth of the process with which a session ends, bytes. */
const mostGrowth = 64_000_000;

/** The sessions of a process between two reports, by what they hold. A session serves one report at a time. */
export interface KeptSessions {
  /**
   * Takes a session out; undefined if none is kept for the key.
   *
   * @param large whether much is loaded then, for which those that have more than `megabytes` make room
   */
  take(key: string, large?: boolean): Promise<LoadedSession | undefined>;
  /**
   * Keeps a session from which the caller has removed everything except datasets, or closes it. The least recently used
   * ones are closed first.
   */
  give(key: string, session: LoadedSession): Promise<void>;
  /** Closes all. */
  close(): Promise<void>;
}

/**
 * Keeps the loaded databases of the dataset versions last used, for a process that makes many reports: loading takes
 * most of the time of a short report on much data. Kept tables can't change: a query is one SELECT, and only the
 * datasets, which are immutable, outlive a report.
 */
export function keepSessions({
  megabytes = 256,
  largest = megabytes,
  sessions: most = 4,
  reports = 250,
  resident,
}: KeepLimits = {}): KeptSessions {
  // From the least to the most recently used.
  const kept = new Map<string, { readonly session: LoadedSession; readonly bytes: number }>();
  const known = new WeakMap<
    LoadedSession,
    { readonly bytes: number; readonly resident: number | undefined; reports: number }
  >();
  const [limit, mostBytes] = [megabytes * 1_000_000, Math.max(megabytes, largest) * 1_000_000];

  /** Whether a session has become too large to go on. */
  const isSpent = (about: { readonly resident: number | undefined; readonly reports: number }): boolean => {
    if (about.reports % reports !== 0) return false;
    return resident === undefined || about.resident === undefined || resident() - about.resident > mostGrowth;
  };

  /** Takes out the sessions that must go to make room. */
  const surplus = (): LoadedSession[] => {
    const going: LoadedSession[] = [];
    let total = [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [key, { session, bytes }] of kept) {
      const allowed = [...kept.values()].some((each) => each.bytes > limit) ? mostBytes : limit;
      if (kept.size <= most && total <= allowed) break;
      kept.delete(key);
      total -= bytes;
      going.push(session);
    }
    return going;
  };

  /** Closes the sessions that have more than those of little data may have together. */
  const makeRoom = async (): Promise<void> => {
    const going = [...kept].filter(([, { bytes }]) => bytes > limit);
    for (const [key] of going) kept.delete(key);
    for (const [, { session }] of going) await session.close(true);
  };

  return {
    async take(key, large = false) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        if (await found.session.isUsable()) return found.session;
        await found.session.close(false);
      }
      if (large) await makeRoom();
      return undefined;
    },
    async give(key, session) {
      const about = known.get(session) ?? { bytes: await session.bytes(), resident: resident?.(), reports: 0 };
      about.reports += 1;
      known.set(session, about);
      // Two reports at a time may have loaded the same datasets.
      if (isSpent(about) || about.bytes > mostBytes || kept.has(key)) return await session.close(true);
      kept.set(key, { session, bytes: about.bytes });
      for (const old of surplus()) await old.close(true);
    },
    async close() {
      const all = [...kept.values()];
      kept.clear();
      for (const { session } of all) await session.close(true);
    },
  };
}
