import { displayCodes, displayName } from "../../locale/display-names/display-names.ts";
import { localeFor } from "../../locale/locale-for.ts";

/** Names that tables use beside those of CLDR. */
const alsoCalled =
  "usa|united states of america|uk|great britain|south korea|north korea|korea, rep.|korea, dem. people's rep.|russian federation|iran, islamic rep.|egypt, arab rep.|venezuela, rb|yemen, rep.|gambia, the|bahamas, the|congo, rep.|congo, dem. rep.|czech republic|slovak republic|kyrgyz republic|lao pdr|syrian arab republic|viet nam|brunei darussalam|cabo verde|cape verde|swaziland|turkey|macedonia, fyr|north macedonia|burma|hong kong|hong kong sar, china|macao sar, china|macau|micronesia, fed. sts.|st. lucia|st. kitts and nevis|st. vincent and the grenadines|west bank and gaza|ivory coast|cote d'ivoire|antigua & barbuda|bosnia-herzegovina|trinidad & tobago|holland|virgin islands (u.s.)|st. martin (french part)|sint maarten (dutch part)|curacao|sao tome and principe|channel islands|kosovo|taiwan|palestine|puerto rico|turkiye|dr congo|cook islands|niue|somalia, fed. rep.|timor-leste|congo|macedonia|eswatini|american samoa|moldova|tanzania";

let known: ReadonlySet<string> | undefined;

/** The names of countries in English, German and Chinese, and their codes, in lower case and without accents. */
function names(): ReadonlySet<string> {
  const codes = displayCodes("country");
  return (known ??= new Set([
    ...["en", "de", "zh"].flatMap((language) =>
      codes.map((code) => plain(displayName("country", code, localeFor(language)) ?? "")),
    ),
    ...codes.filter((code) => /^[a-z]{3}$/.test(code)),
    ...alsoCalled.split("|").map(plain),
  ]));
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").replaceAll("&", "and").trim().toLowerCase();
}

/** Whether a text names a group of countries, as the World Bank and others list them among countries. */
export function isGroupOfCountries(text: string): boolean {
  if (isCountry(text) || /\bof\)|republic|islands?$/i.test(text)) return false;
  return /\b(income|world|regions?|asia|africa|america|europe|oceania|area|union|arab|ida|ibrd|oecd|hipc|demographic|fragile|small states|total|caribbean|pacific|members|sub-saharan|latin|middle east|developed|developing|blend|classified|international|continent)\b/i.test(
    text,
  );
}

/** Whether a text names a country. */
export function isCountry(text: string): boolean {
  return names().has(plain(text));
}
