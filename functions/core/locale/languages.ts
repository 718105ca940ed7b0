import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import type { Locale } from "./locale.ts";
import { chinese } from "./zh.ts";

/**
 * The languages that Broadsheet supports, each in its own file. Numbers after CLDR 46, with the real minus
 * sign U+2212 and, where CLDR asks for one, the narrow no-break space U+202F or the no-break space U+00A0.
 */
export const languages: Readonly<Record<string, Locale>> = { en: english, zh: chinese, de: german, fr: french, es: spanish };
