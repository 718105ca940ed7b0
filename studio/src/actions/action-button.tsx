import type { ComponentProps } from "react";
import { Button } from "../design/button.tsx";
import { useWords } from "../words/use-words.tsx";
import { type ActionName, actionOf, keyOf } from "./actions.ts";
import { ariaKey, isMac, keyText } from "./keys.ts";
import { perform } from "./use-actions.ts";
import { actionWords } from "./words.ts";

interface ActionButtonProps extends Pick<ComponentProps<typeof Button>, "kind" | "disabled"> {
  readonly action: ActionName;
  /** What it does now, if that changes. @default the action's own words */
  readonly label?: string;
}

/** The button of an action: called by its name, with its key as a hint. */
export function ActionButton({ action, label, ...rest }: ActionButtonProps) {
  const words = useWords(actionWords);
  const mac = isMac();
  const key = keyOf(actionOf(action), mac);
  return (
    <Button
      {...rest}
      {...(key !== undefined && { title: keyText(key, mac), "aria-keyshortcuts": ariaKey(key, mac) })}
      onClick={() => perform(action)}
    >
      {label ?? words[action]}
    </Button>
  );
}
