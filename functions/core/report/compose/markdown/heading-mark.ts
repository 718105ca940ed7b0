/** `{#method}`, `{-}`, `{#method -}` at the end of a heading. */
export const headingMark = /(?<![ \t])[ \t]*\{(?:#([\p{L}\p{N}_\ufdd0-\ufde1-]+?)(?:[ \t]+(-))?|(-))\}\s*$/u;
