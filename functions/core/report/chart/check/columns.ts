/** The columns of a data source's tuples; `undefined` if only running the dataflow can tell. */
export type Columns = ReadonlySet<string> | undefined;

/** Throws if `field` is not one of `columns`. */
export type RequireField = (field: unknown, columns: Columns, use: string) => void;
