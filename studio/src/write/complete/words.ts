/** Stands in inserted text where the caret goes: a character that no template needs. */
export const caretMark = "\u2038";

/** A directive of a report's text. */
export interface DirectiveWord {
  readonly name: string;
  readonly forms: readonly ("leaf" | "container")[];
  readonly required: readonly string[];
  readonly attributes: readonly string[];
  /** Attributes that name a query. */
  readonly queries: readonly string[];
}

/** The language of templates, as the server knows it. */
export interface TemplateWords {
  readonly directives: readonly DirectiveWord[];
  readonly filters: readonly string[];
  readonly tags: readonly string[];
  /** Functions of SQL beside DuckDB's. */
  readonly macros: readonly string[];
}

/** The names in one template. Columns are empty until its queries have run. */
export interface TemplateNames {
  /** Query → its columns. */
  readonly queries: ReadonlyMap<string, readonly string[]>;
  /** Alias of a dataset → its columns. */
  readonly datasets: ReadonlyMap<string, readonly string[]>;
  readonly charts: readonly string[];
  readonly images: readonly string[];
  readonly parameters: readonly string[];
  /** Keys of messages. */
  readonly messages: readonly string[];
}

export type SuggestionKind =
  | "directive"
  | "attribute"
  | "query"
  | "column"
  | "parameter"
  | "filter"
  | "tag"
  | "variable"
  | "file"
  | "message"
  | "property"
  | "value"
  | "keyword"
  | "function";

export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  readonly detail?: string;
  /** Inserted instead of the label; `caretMark` stands where the caret goes. */
  readonly insert?: string;
}

/** What may stand from `from` to the caret. */
export interface Suggestions {
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** Suggestions of one kind. */
export function ofKind(kind: SuggestionKind, labels: Iterable<string>, detail?: string): Suggestion[] {
  return [...labels].map((label) => ({ label, kind, ...(detail === undefined ? {} : { detail }) }));
}
