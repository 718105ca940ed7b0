/* What the core asks of the machine: time, zones, the log, and texts kept from one process to the next. */

/** Time. Only the lifecycle of a report reads it, never the content. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** The time zones that the machine knows. */
export interface TimeZones {
  /** The names that a message may propose. */
  names(): readonly string[];
  /** Whether it is the name of a zone. */
  has(zone: string): boolean;
  /** The day at an instant in a zone. @param instant milliseconds since the epoch @returns `YYYY-MM-DD` */
  dayAt(instant: number, zone: string): string;
}

export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Keeps a template's compiled specs and queries from one process to the next. It holds no more data and parameters than
 * specs do, whose titles may print a value. Each text is JSON on one line: `take` returns the text that was put under
 * the key, or nothing.
 */
export interface Shelf {
  take(key: string): string | undefined;
  put(key: string, text: string): void;
}
