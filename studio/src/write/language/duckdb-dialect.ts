import { PostgreSQL, SQLDialect } from "@codemirror/lang-sql";

/** Words of DuckDB's SELECT that PostgreSQL's dialect lacks. */
const keywords =
  "anti asof columns exclude glob ilike list_value macro map pivot positional qualify semi struct summarize unpivot";
const types =
  "bignum blob double float hugeint int1 int2 int4 int8 integer list map short signed string struct tinyint ubigint uhugeint uinteger union usmallint utinyint varint";
/** Functions that reports use most: aggregates, windows, text, dates, lists. */
export const duckdbFunctions =
  "abs any_value arg_max arg_min array_agg avg bool_and bool_or ceil coalesce concat concat_ws contains corr count cume_dist date_add date_diff date_part date_trunc dayname dense_rank exp extract first first_value floor format greatest ifnull lag last last_day last_value lead least left len length list ln log lower lpad make_date max max_by median min min_by mode monthname month nth_value ntile nullif percent_rank power printf quantile_cont quantile_disc quarter rank regexp_extract regexp_matches regexp_replace replace right round row_number rpad sign split_part sqrt stddev_pop stddev_samp strftime string_agg strip_accents strptime substr sum trim try_cast unnest upper var_pop var_samp week year".split(
    " ",
  );

/** DuckDB's SQL, near enough to PostgreSQL's to begin with it; `$name` is a parameter. */
export const duckdbDialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ""} ${keywords}`,
  types: `${PostgreSQL.spec.types ?? ""} ${types}`,
  builtin: duckdbFunctions.join(" "),
  doubleDollarQuotedStrings: false,
  operatorChars: "+-*/<>=~!@#%^&|`?:",
  specialVar: "$",
});
