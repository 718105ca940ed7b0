/** What contenders that set text and tables are told to make. */
export type ContentJob =
  | { readonly kind: "table"; readonly rows: number }
  | { readonly kind: "prose"; readonly pages: number };
