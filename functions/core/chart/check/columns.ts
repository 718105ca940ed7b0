/** The columns of a data source's tuples; `undefined` where they cannot be known without running. */
export type Columns = ReadonlySet<string> | undefined;

/** Throws if `field` is used where only `columns` exist. */
export type RequireField = (field: unknown, columns: Columns, use: string) => void;
