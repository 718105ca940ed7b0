/** Rules of the speech rule engine: maps of symbols and words, by path. Their full types are large. */
declare module "speech-rule-engine/lib/mathmaps/base.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/da.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/de.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/en.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/es.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/fr.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/hi.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/it.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/ko.json" {
  const rules: object;
  export default rules;
}

declare module "speech-rule-engine/lib/mathmaps/sv.json" {
  const rules: object;
  export default rules;
}

/** XPath in JavaScript: adds `evaluate` and its companions to a window's document. */
declare module "wicked-good-xpath" {
  export function install(window: {
    readonly document: { readonly evaluate?: unknown; readonly createNSResolver?: unknown };
    readonly XPathResult: object;
  }): void;
}
