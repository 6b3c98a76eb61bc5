import { useRef } from "react";
import { useShortcuts, type Shortcuts } from "../lib/useShortcuts";

const SEQUENCE_WITHIN = 1_000;

/** Single keys and the two-key ways to a section ("G" then "I"). */
export function useKeys(keys: Shortcuts, go: Readonly<Record<string, () => void>>, enabled: boolean): void {
  const gAt = useRef(0);
  const afterG = (key: string, otherwise: (() => void) | undefined) => () => {
    const armed = performance.now() - gAt.current < SEQUENCE_WITHIN;
    gAt.current = 0;
    if (armed && go[key]) go[key]();
    else otherwise?.();
  };
  const sequences = Object.fromEntries(Object.keys(go).map((key) => [key, afterG(key, keys[key])]));
  useShortcuts({ ...keys, ...sequences, g: () => (gAt.current = performance.now()) }, enabled);
}
