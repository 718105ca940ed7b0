import { useState } from "react";
import { KeysDialog } from "./keys-dialog.tsx";
import { useActionKeys, useActions } from "./use-actions.ts";

/** Lets the keys of all actions work, and shows the list of them. */
export function KeysOfPage() {
  const [listed, setListed] = useState(false);
  useActionKeys();
  useActions({ showKeys: () => setListed(true) });
  return listed && <KeysDialog onClose={() => setListed(false)} />;
}
