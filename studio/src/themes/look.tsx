import { Loaded } from "../design/loaded.tsx";
import { useWords } from "../words/use-words.tsx";
import { Strip, Swatches } from "./swatches.tsx";
import { type ThemeDetail, useTheme } from "./use-themes.ts";
import { themesWords } from "./words.ts";

/**
 * What a version of a theme looks like, and what it shares.
 *
 * @param ready whether what stands above on a narrow window is here: it would push the look down
 */
export function Look({
  name,
  version,
  ready,
}: {
  readonly name: string;
  readonly version: string;
  readonly ready: boolean;
}) {
  return (
    <Loaded query={useTheme(name, version)} ready={ready}>
      {(theme) => <Shown theme={theme} />}
    </Loaded>
  );
}

function Shown({ theme }: { readonly theme: ThemeDetail }) {
  const words = useWords(themesWords);
  const { colors, palette, sequential, diverging, headline, body, logo, partials, images, shapes, languages } = theme;
  const shared = [...partials, ...images, ...shapes];
  return (
    <>
      <section className="stack">
        <h2>{words.colors}</h2>
        <Swatches colors={Object.entries(colors)} label={words.colors} />
        <h3>{words.palette}</h3>
        <Swatches colors={palette.map((color) => [color, color] as const)} label={words.palette} />
        <h3>{words.scales}</h3>
        <Strip colors={sequential} />
        <Strip colors={diverging} />
      </section>
      <section className="stack">
        <h2>{words.type}</h2>
        <p>
          {words.headline}: {words[headline]}. {words.body}: {words[body]}. {logo ? words.hasLogo : words.noLogo}
        </p>
      </section>
      <section className="stack">
        <h2>{words.shared}</h2>
        {shared.length === 0 && languages.length === 0 && <p className="muted">{words.sharesNothing}</p>}
        <ul className="lines">
          {shared.map((path) => (
            <li key={path}>
              <code>{path}</code>
            </li>
          ))}
          {languages.length > 0 && <li>{words.messages(languages.join(words.listed))}</li>}
        </ul>
      </section>
    </>
  );
}
