/** What a brand.yml may say (https://posit-dev.github.io/brand-yml/), as far as it is read. */
export interface BrandYaml {
  readonly color?: Readonly<Record<string, unknown>> & { readonly palette?: Readonly<Record<string, unknown>> };
  readonly typography?: Readonly<Record<string, unknown>>;
  readonly logo?: unknown;
  readonly [member: string]: unknown;
}

/** A brand.yml while it is read. */
export interface BrandReading {
  readonly file: string;
  readonly brand: BrandYaml;
  /** Notes what is not read, by its path in the file. */
  ignore(...path: readonly string[]): void;
  refuse(path: readonly string[], message: string, about: { readonly seen?: unknown; readonly allowed: unknown }): void;
}

/** A member that has one value for a light page and one for a dark page. */
export function lightOf(value: unknown): unknown {
  return isMapping(value) && "light" in value ? value["light"] : value;
}

/** Whether a value of YAML is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
