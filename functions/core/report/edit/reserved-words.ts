/**
 * The words that DuckDB does not read as a name unless they are in quotation marks: those of `duckdb_keywords()` that
 * are reserved, or mean a type or a function.
 */
export const reservedWords: ReadonlySet<string> = new Set(
  `all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate
  collation column concurrently constraint create cross current default deferrable desc describe distinct do else end
  except exists false fetch filter for foreign freeze from full generated glob grant group having ilike in initially
  inner intersect into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only
  or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right
  select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast union unique
  unpivot using variadic verbose when where window with`.split(/\s+/),
);
