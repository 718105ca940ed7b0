import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  readonly text: string;
  /** The message once the text is on the clipboard. */
  readonly done: string;
  readonly children: ReactNode;
}

/** Copies a text to the clipboard. Where the browser refuses, the text appears to be copied by hand. */
export function CopyButton({ text, done, children }: CopyButtonProps) {
  const [state, setState] = useState<"copied" | "refused">();
  return (
    <>
      <Button
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setState("copied"),
            () => setState("refused"),
          )
        }
      >
        {children}
      </Button>
      <span role="status" className={state === "copied" ? "small muted copied" : "unseen"}>
        {state === "copied" && done}
      </span>
      {state === "refused" && (
        <textarea
          className="input"
          readOnly
          aria-label={typeof children === "string" ? children : done}
          value={text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </>
  );
}
