/** What a direct invocation of the render function returns; the outcome itself is in the store. */
export type RenderAnswer =
  | { readonly state: "finished" | "absent" }
  | { readonly state: "held"; readonly until: number };
