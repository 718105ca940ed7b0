import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import "./actions.css";
import { actions, keyOf, type Place } from "./actions.ts";
import { isMac, keyText } from "./keys.ts";
import { actionWords } from "./words.ts";

const places: readonly Place[] = ["everywhere", "writing", "pages", "text"];

/** The keys of all actions, by the place where they work. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(actionWords);
  const common = useWords(commonWords);
  const mac = isMac();
  return (
    <Dialog title={words.showKeys} onClose={onClose}>
      {places.map((place) => (
        <section key={place} className="stack" aria-label={words[place]}>
          <h3>{words[place]}</h3>
          <dl className="keys">
            {actions.map((action) => {
              const key = keyOf(action, mac);
              return action.place !== place || key === undefined ? null : (
                <div key={action.name}>
                  <dt>
                    <kbd>{keyText(key, mac)}</kbd>
                  </dt>
                  <dd>{words[action.name]}</dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
      <div className="buttons">
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </Dialog>
  );
}
